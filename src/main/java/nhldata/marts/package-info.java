/** Stage 5: the dbt build after a run. */
package nhldata.marts;
