/**
 * The HTTP client of the NHL's API: its URL and paths, the deadline of a request, which responses are failures, and whether the
 * API is available. The documents themselves are {@link nhldata.nhl}.
 */
package nhldata.api;
