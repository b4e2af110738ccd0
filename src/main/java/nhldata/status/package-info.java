/** What the ledger says of the pipeline, read for the command line, the status page, JMX and metrics. */
package nhldata.status;
