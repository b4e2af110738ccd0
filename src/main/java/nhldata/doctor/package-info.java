/** {@code nhldata doctor}: checks of everything that a run needs, before it is needed. */
package nhldata.doctor;
