/** Route files that are edited while the service runs: what they may contain, their check, and their replacement. */
package nhldata.reload;
