/** Runs: their ids, which of them this process has in hand, and when the daily one is due. */
package nhldata.run;
