/** Clocks and the times of the daily run, for every other package. */
package nhldata.time;
