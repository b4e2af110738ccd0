/**
 * How the job is: metrics, health and log lines with their run and game, for {@code run} only.
 *
 * <p>What happens is counted where Camel tells of it (its event notifiers), so that no route names a metric. What is
 * the case is read from the ledger, so that it is true whoever did it and survives a restart.
 */
package nhldata.monitoring;
