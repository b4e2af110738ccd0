package nhldata.api;

import java.util.List;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;

/**
 * Holds for every HTTP endpoint of the routes, whatever the scheme of its URL: its client is configured by the one
 * {@link RequestDeadline}, and its pool has the size that is asked for here. Camel has a component for each scheme, and what is
 * set for one of them is not set for the other; so an endpoint for which this does not hold is refused when it is made:
 * the program does not start, or the edit is not applied.
 */
public final class HttpClients implements EndpointStrategy {

    private static final List<String> SCHEMES = List.of("http", "https");
    private static final int CONNECTIONS_PER_HOST = 32;
    private static final int CONNECTIONS = 64;

    private final RequestDeadline timeLimit;

    public HttpClients(RequestDeadline timeLimit) {
        this.timeLimit = timeLimit;
    }

    /** The configuration of Camel's components for all schemes. {@code timeLimit} is the name of the bean. */
    public static Properties properties(String timeLimit) {
        Properties properties = new Properties();
        for (String scheme : SCHEMES) {
            String component = "camel.component." + scheme + ".";
            properties.setProperty(component + "httpClientConfigurer", "#" + timeLimit);
            properties.setProperty(component + "connectionsPerRoute", Integer.toString(CONNECTIONS_PER_HOST));
            properties.setProperty(component + "maxTotalConnections", Integer.toString(CONNECTIONS));
        }
        return properties;
    }

    /** @throws IllegalStateException for an endpoint whose client is another one */
    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof HttpEndpoint http) {
            if (http.getHttpClientConfigurer() != timeLimit) {
                throw refused(http, "has no total time limit and retries by itself");
            }
            if (!(http.getClientConnectionManager() instanceof PoolingHttpClientConnectionManager pool)) {
                throw refused(http, "has a connection pool of its own");
            }
            if (pool.getDefaultMaxPerRoute() != CONNECTIONS_PER_HOST || pool.getMaxTotal() != CONNECTIONS) {
                throw refused(http, "keeps " + pool.getDefaultMaxPerRoute() + " connections to a host and " + pool.getMaxTotal() + " in all instead of "
                        + CONNECTIONS_PER_HOST + " and " + CONNECTIONS);
            }
        }
        return endpoint;
    }

    /** Scheme and host alone: a path or a query may hold a key. */
    private static IllegalStateException refused(HttpEndpoint endpoint, String why) {
        return new IllegalStateException("the HTTP client for " + endpoint.getHttpUri().getScheme() + "://" + endpoint.getHttpUri().getHost() + " " + why
                + ". Remove the parameters of this endpoint that configure its client (httpClientConfigurer, clientConnectionManager, maxTotalConnections,"
                + " connectionsPerRoute): the program does that, for http and https alike");
    }
}
