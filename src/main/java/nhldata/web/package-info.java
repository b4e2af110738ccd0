/**
 * The two ports of {@code run}: one to look at (status page, health, metrics), one to steer (Hawtio). Both are the JDK's
 * own HTTP server: it starts in milliseconds, costs nothing at rest, and a route file cannot open a port.
 */
package nhldata.web;
