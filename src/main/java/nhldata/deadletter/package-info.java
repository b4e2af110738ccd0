/** Dead letters: how a game or schedule that failed after all retries is recorded, listed, replayed and discarded. */
package nhldata.deadletter;
