/** Deletes what the ledger and the buckets have kept for longer than the settings say. */
package nhldata.retention;
