package nhldata.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nhldata.config.Settings;

/**
 * The address of PostgreSQL and its TLS settings: as a URL for pgjdbc, and as the environment of libpq, which dbt and
 * the report use. Both follow the same settings. Every connection of the application is opened with one of them.
 *
 * <p>By default TLS is required for a remote server, and preferred for one on this machine. A server
 * whose certificate is not verified never receives the password in clear text, since anybody could impersonate it.
 */
public final class PostgresAddress {

    private static final String REQUIRE = "require";
    /** All authentication methods except the one that sends the password in clear text. */
    private static final String NO_PASSWORD_IN_CLEAR = "!password";

    private final Settings settings;

    public PostgresAddress(Settings settings) {
        this.settings = settings;
    }

    String url() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String rootCertificate = settings.get("postgres.ssl-root-cert");
        // with a root certificate libpq verifies the server's certificate even in mode require
        parameters.put("sslmode", sslMode().equals(REQUIRE) && !rootCertificate.isEmpty() ? "verify-ca" : sslMode());
        if (rootCertificate.equals("system")) {
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            put(parameters, "sslrootcert", rootCertificate);
        }
        put(parameters, "sslcert", settings.get("postgres.ssl-cert"));
        put(parameters, "sslkey", settings.get("postgres.ssl-key"));
        put(parameters, "channelBinding", settings.get("postgres.channel-binding"));
        if (isUnverified()) {
            parameters.put("requireAuth", NO_PASSWORD_IN_CLEAR);
        }
        String host = settings.get("postgres.host");
        String own = settings.get("postgres.parameters");
        return "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.get("postgres.port") + "/" + encoded(settings.get("postgres.database"))
                + parameters.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue())).collect(Collectors.joining("&", "?", own.isEmpty() ? "" : "&" + own));
    }

    /** The variables of libpq. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", settings.get("postgres.host"));
        variables.put("PGPORT", settings.get("postgres.port"));
        variables.put("PGUSER", settings.get("postgres.user"));
        variables.put("PGPASSWORD", settings.get("postgres.password"));
        variables.put("PGDATABASE", settings.get("postgres.database"));
        variables.put("PGSSLMODE", sslMode());
        String rootCertificate = settings.get("postgres.ssl-root-cert");
        put(variables, "PGSSLROOTCERT", rootCertificate.equals("system") ? rootCertificate : absolute(rootCertificate));
        put(variables, "PGSSLCERT", absolute(settings.get("postgres.ssl-cert")));
        put(variables, "PGSSLKEY", absolute(settings.get("postgres.ssl-key")));
        put(variables, "PGCHANNELBINDING", settings.get("postgres.channel-binding"));
        if (isUnverified()) {
            variables.put("PGREQUIREAUTH", NO_PASSWORD_IN_CLEAR);
        }
        return variables;
    }

    /** Whether TLS is required, but the server's certificate is not verified. */
    private boolean isUnverified() {
        return sslMode().equals(REQUIRE) && settings.get("postgres.ssl-root-cert").isEmpty();
    }

    private String sslMode() {
        String mode = settings.get("postgres.ssl-mode");
        if (!mode.isEmpty()) {
            return mode;
        }
        return settings.get("postgres.host").matches("localhost|127\\.[0-9.]+|::1") ? "prefer" : REQUIRE;
    }

    private static void put(Map<String, String> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static String absolute(String file) {
        return file.isEmpty() ? file : Path.of(file).toAbsolutePath().toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
