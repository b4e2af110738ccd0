/** {@code nhldata doctor}: checks everything a run needs. */
package nhldata.doctor;
