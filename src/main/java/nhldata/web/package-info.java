/**
 * The two HTTP ports of the service: status page, health and metrics on one, Hawtio on the other. Both use the HTTP server
 * of the JDK: it starts in milliseconds, uses no resources when idle, and route files cannot open ports.
 */
package nhldata.web;
