package nhldata.api;

import java.util.List;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;

/**
 * Ensures that the client of every HTTP endpoint of the routes is configured by the one {@link RequestDeadline}, and has a connection
 * pool of the size that is set here. Camel has a component for each scheme, and the configuration of one does not apply to
 * the other; so an endpoint with another client is rejected when it is created:
 * the application does not start, or the edit of a route is not applied.
 */
public final class HttpClients implements EndpointStrategy {

    private static final List<String> SCHEMES = List.of("http", "https");
    private static final int CONNECTIONS_PER_HOST = 32;
    private static final int CONNECTIONS = 64;

    private final RequestDeadline deadline;

    public HttpClients(RequestDeadline deadline) {
        this.deadline = deadline;
    }

    /** The configuration of Camel's components for both schemes; {@code deadline} is the name of the bean. */
    public static Properties properties(String deadline) {
        Properties properties = new Properties();
        for (String scheme : SCHEMES) {
            String component = "camel.component." + scheme + ".";
            properties.setProperty(component + "httpClientConfigurer", "#" + deadline);
            properties.setProperty(component + "connectionsPerRoute", Integer.toString(CONNECTIONS_PER_HOST));
            properties.setProperty(component + "maxTotalConnections", Integer.toString(CONNECTIONS));
        }
        return properties;
    }

    /** @throws IllegalStateException if the endpoint has another client */
    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof HttpEndpoint http) {
            if (http.getHttpClientConfigurer() != deadline) {
                throw rejection(http, "has no request deadline, and retries requests");
            }
            if (!(http.getClientConnectionManager() instanceof PoolingHttpClientConnectionManager pool)) {
                throw rejection(http, "has a separate connection pool");
            }
            if (pool.getDefaultMaxPerRoute() != CONNECTIONS_PER_HOST || pool.getMaxTotal() != CONNECTIONS) {
                throw rejection(http, "has " + pool.getDefaultMaxPerRoute() + " connections per host and " + pool.getMaxTotal() + " in total instead of "
                        + CONNECTIONS_PER_HOST + " and " + CONNECTIONS);
            }
        }
        return endpoint;
    }

    /** The message has scheme and host only: a path or a query may contain a key. */
    private static IllegalStateException rejection(HttpEndpoint endpoint, String why) {
        return new IllegalStateException("the HTTP client for " + endpoint.getHttpUri().getScheme() + "://" + endpoint.getHttpUri().getHost() + " " + why
                + ". Remove the parameters of this endpoint that configure its client (httpClientConfigurer, clientConnectionManager, maxTotalConnections,"
                + " connectionsPerRoute): the application configures them, for http and https");
    }
}
