/**
 * Metrics, health checks and log context of the service.
 *
 * <p>Events are counted by Camel event notifiers, so that no route refers to a metric. State is read from the ledger, so that
 * it covers all processes and survives a restart.
 */
package nhldata.monitoring;
