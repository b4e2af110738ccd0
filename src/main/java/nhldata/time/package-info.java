/** The monotonic clock, and the schedule of the daily run; used by all packages. */
package nhldata.time;
