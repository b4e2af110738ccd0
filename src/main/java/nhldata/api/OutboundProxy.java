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
 * The HTTP proxy that the environment names, as curl and others know it: {@code HTTPS_PROXY} for https, {@code HTTP_PROXY} for
 * http, {@code NO_PROXY} for hosts that are reached without it; also in small letters. This machine never is behind it.
 *
 * <p>Java knows a proxy by system properties, so that is what they become. Where {@code JAVA_OPTS} sets these, nothing is changed.
 */
public final class OutboundProxy {

    private static final List<String> SCHEMES = List.of("https", "http");
    private static final String EXEMPT = "http.nonProxyHosts";
    private static final String THIS_MACHINE = "localhost|127.*|[::1]|0.0.0.0";

    private static final Map<String, PasswordAuthentication> LOGINS = new ConcurrentHashMap<>();

    /** A proxy's password is told to that proxy alone. */
    private static final Authenticator OF_PROXIES = new Authenticator() {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY && getRequestingHost() != null ? LOGINS.get(getRequestingHost().toLowerCase(Locale.ROOT)) : null;
        }
    };

    private OutboundProxy() {
    }

    /**
     * Before anything speaks HTTP.
     *
     * @throws IllegalArgumentException for a variable that names no HTTP proxy, without its value, which may be a secret. An
     *         {@code ALL_PROXY} of another kind is for other programs
     */
    public static void adopt(Map<String, String> environment) {
        for (String scheme : SCHEMES) {
            String own = scheme.toUpperCase(Locale.ROOT) + "_PROXY";
            String variable = look(environment, own).isPresent() ? own : "ALL_PROXY";
            Optional<String> named = look(environment, variable).filter(value -> variable.equals(own) || isHttp(value));
            if (named.isPresent() && System.getProperty(scheme + ".proxyHost") == null) {
                adopt(scheme, variable, named.get());
            }
        }
        if (isThere() && System.getProperty(EXEMPT) == null) {
            System.setProperty(EXEMPT, exempt(look(environment, "NO_PROXY").orElse("")));
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
            // Java itself asks no tunnel with Basic, which is what proxies know.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            LOGINS.put(proxy.getHost().toLowerCase(Locale.ROOT), new PasswordAuthentication(user, password.toCharArray()));
            Authenticator.setDefault(OF_PROXIES);
        }
    }

    /** {@code ALL_PROXY} often names a SOCKS proxy, for other programs. */
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
            // said below, without the value
        }
        throw new IllegalArgumentException(variable + " must be a proxy such as http://proxy.example.com:3128; SOCKS, and TLS to the proxy, are not known");
    }

    private static Optional<String> look(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.get(variable.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank())).map(String::strip);
    }

    /** A name stands for itself and for what is below it. */
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

    /** Whether some scheme has a proxy. */
    static boolean isThere() {
        return SCHEMES.stream().anyMatch(scheme -> find(scheme).isPresent());
    }

    /** The proxy of a scheme, as a URL without login. */
    public static Optional<URI> find(String scheme) {
        return Optional.ofNullable(System.getProperty(scheme + ".proxyHost")).filter(host -> !host.isEmpty())
                .map(host -> URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + System.getProperty(scheme + ".proxyPort", "80")));
    }

    /** Whether a host is reached through the proxy of its scheme. */
    public static boolean leadsTo(URI target) {
        return find(target.getScheme()).isPresent() && Pattern.compile("\\|").splitAsStream(System.getProperty(EXEMPT, THIS_MACHINE))
                .map(pattern -> Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                .noneMatch(pattern -> pattern.matcher(target.getHost()).matches());
    }

    /** The login at a proxy; nothing when it wants none. */
    public static Optional<PasswordAuthentication> login(URI proxy) {
        return Optional.ofNullable(LOGINS.get(proxy.getHost().toLowerCase(Locale.ROOT)));
    }

    /** Java's own client, which takes the same way out. */
    public static HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder();
        return LOGINS.isEmpty() ? client : client.authenticator(OF_PROXIES);
    }

    /** A client of the routes takes the same way out. */
    static void configure(HttpClientBuilder client) {
        if (isThere()) {
            client.setRoutePlanner(new SystemDefaultRoutePlanner(null));
            client.setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider());
        }
    }
}
