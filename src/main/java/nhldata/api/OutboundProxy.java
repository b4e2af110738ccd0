package nhldata.api;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;

/**
 * The HTTP proxy in the environment, as curl and others use it: {@code HTTPS_PROXY} for https, {@code HTTP_PROXY} for
 * http, {@code ALL_PROXY} for both, {@code NO_PROXY} for hosts that are reached directly; also in lower case. Loopback addresses never use a proxy.
 *
 * <p>They are converted to Java's system properties. If {@code JAVA_OPTS} sets these, nothing is changed.
 */
public final class OutboundProxy {

    private static final List<String> SCHEMES = List.of("https", "http");
    private static final String EXEMPT = "http.nonProxyHosts";
    private static final String THIS_MACHINE = "localhost|127.*|[::1]|0.0.0.0";

    private static final Map<String, PasswordAuthentication> LOGINS = new ConcurrentHashMap<>();

    /** Sends a proxy's credentials to that proxy only. */
    private static final Authenticator AUTHENTICATOR = new Authenticator() {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY && getRequestingHost() != null ? LOGINS.get(getRequestingHost().toLowerCase(Locale.ROOT)) : null;
        }
    };

    private OutboundProxy() {
    }

    /**
     * Sets the system properties; must be called before the first HTTP request.
     *
     * @throws IllegalArgumentException if a variable is not the URL of an HTTP proxy; the message does not contain its value, which may be a
     *         secret. An {@code ALL_PROXY} with another scheme is ignored
     */
    public static void adopt(Map<String, String> environment) {
        for (String scheme : SCHEMES) {
            String own = scheme.toUpperCase(Locale.ROOT) + "_PROXY";
            String variable = variable(environment, own).isPresent() ? own : "ALL_PROXY";
            Optional<String> named = variable(environment, variable).filter(value -> variable.equals(own) || isHttp(value));
            if (named.isPresent() && System.getProperty(scheme + ".proxyHost") == null) {
                adopt(scheme, variable, named.get());
            }
        }
        if (isConfigured() && System.getProperty(EXEMPT) == null) {
            System.setProperty(EXEMPT, exempt(variable(environment, "NO_PROXY").orElse("")));
        }
    }

    private static void adopt(String scheme, String variable, String value) {
        URI proxy = proxy(variable, value);
        System.setProperty(scheme + ".proxyHost", proxy.getHost().replaceAll("[\\[\\]]", ""));
        System.setProperty(scheme + ".proxyPort", Integer.toString(proxy.getPort() < 0 ? 80 : proxy.getPort()));
        if (proxy.getRawUserInfo() != null) {
            String[] login = proxy.getRawUserInfo().split(":", 2);
            String user = URLDecoder.decode(login[0].replace("+", "%2B"), StandardCharsets.UTF_8);
            String password = login.length < 2 ? "" : URLDecoder.decode(login[1].replace("+", "%2B"), StandardCharsets.UTF_8);
            // by default Java does not use Basic authentication, the usual one of proxies, for tunnels
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            LOGINS.put(proxy.getHost().toLowerCase(Locale.ROOT), new PasswordAuthentication(user, password.toCharArray()));
            Authenticator.setDefault(AUTHENTICATOR);
        }
    }

    /** {@code ALL_PROXY} is often a SOCKS proxy, for other programs. */
    private static boolean isHttp(String value) {
        return !value.contains("://") || value.startsWith("http://");
    }

    private static URI proxy(String variable, String value) {
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equals(proxy.getScheme()) && proxy.getHost() != null) {
                return proxy;
            }
        } catch (IllegalArgumentException e) {
            // reported below, without the value
        }
        throw new IllegalArgumentException(variable + " must be a proxy such as http://proxy.example.com:3128; SOCKS and TLS to the proxy are not supported");
    }

    private static Optional<String> variable(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.get(variable.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank())).map(String::strip);
    }

    /** Converts NO_PROXY to Java's pattern. A name includes its subdomains. */
    private static String exempt(String noProxy) {
        List<String> patterns = new ArrayList<>(List.of(THIS_MACHINE));
        for (String name : noProxy.strip().split("[\\s,]+")) {
            String host = name.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "");
            if (name.equals("*")) {
                patterns.add("*");
            } else if (!host.isEmpty()) {
                patterns.add(host);
                patterns.add("*." + host);
            }
        }
        return String.join("|", patterns);
    }

    /** Whether any scheme has a proxy. */
    static boolean isConfigured() {
        return SCHEMES.stream().anyMatch(scheme -> find(scheme).isPresent());
    }

    /** The proxy of a scheme, as a URL without credentials. */
    public static Optional<URI> find(String scheme) {
        return Optional.ofNullable(System.getProperty(scheme + ".proxyHost")).filter(host -> !host.isEmpty())
                .map(host -> URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + System.getProperty(scheme + ".proxyPort", "80")));
    }

    /** Whether requests to this URL use the proxy of its scheme. */
    public static boolean appliesTo(URI target) {
        return find(target.getScheme()).isPresent() && Pattern.compile("\\|").splitAsStream(System.getProperty(EXEMPT, THIS_MACHINE))
                .map(pattern -> Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                .noneMatch(pattern -> pattern.matcher(target.getHost()).matches());
    }

    /** The credentials for a proxy; empty if it has none. */
    public static Optional<PasswordAuthentication> login(URI proxy) {
        return Optional.ofNullable(LOGINS.get(proxy.getHost().toLowerCase(Locale.ROOT)));
    }

    /** A builder of Java's own client, which uses the same proxy. */
    public static HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder();
        return LOGINS.isEmpty() ? client : client.authenticator(AUTHENTICATOR);
    }

    /** Configures a client of the routes for the same proxy. */
    static void configure(HttpClientBuilder client) {
        if (isConfigured()) {
            client.setRoutePlanner(new SystemDefaultRoutePlanner(null));
            client.setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider());
        }
    }
}
