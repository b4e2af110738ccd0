/** A request to the NHL's API: how long it may take in all, and which of its answers are failures. */
package nhldata.request;
