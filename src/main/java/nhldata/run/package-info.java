/** Runs: their ids, which of them are active in this process, and when the daily run is due. */
package nhldata.run;
