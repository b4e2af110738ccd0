/** The state of the pipeline according to the ledger, for the command line, the status page, JMX and metrics. */
package nhldata.status;
