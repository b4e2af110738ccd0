package nhldata.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nhldata.config.PostgresSettings;
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

    private final PostgresSettings settings;

    public PostgresAddress(Settings settings) {
        this.settings = PostgresSettings.of(settings);
    }

    String url() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String rootCertificate = settings.sslRootCert();
        // with a root certificate libpq verifies the server's certificate even in mode require
        parameters.put("sslmode", sslMode().equals(REQUIRE) && !rootCertificate.isEmpty() ? "verify-ca" : sslMode());
        if (rootCertificate.equals("system")) {
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            put(parameters, "sslrootcert", rootCertificate);
        }
        put(parameters, "sslcert", settings.sslCert());
        put(parameters, "sslkey", settings.sslKey());
        put(parameters, "channelBinding", settings.channelBinding());
        if (isUnverified()) {
            parameters.put("requireAuth", NO_PASSWORD_IN_CLEAR);
        }
        String host = settings.host();
        String own = settings.parameters().value();
        return "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.port() + "/" + encoded(settings.database())
                + parameters.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue())).collect(Collectors.joining("&", "?", own.isEmpty() ? "" : "&" + own));
    }

    /** The variables of libpq. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", settings.host());
        variables.put("PGPORT", Integer.toString(settings.port()));
        variables.put("PGUSER", settings.user());
        variables.put("PGPASSWORD", settings.password().value());
        variables.put("PGDATABASE", settings.database());
        variables.put("PGSSLMODE", sslMode());
        String rootCertificate = settings.sslRootCert();
        put(variables, "PGSSLROOTCERT", rootCertificate.equals("system") ? rootCertificate : absolute(rootCertificate));
        put(variables, "PGSSLCERT", absolute(settings.sslCert()));
        put(variables, "PGSSLKEY", absolute(settings.sslKey()));
        put(variables, "PGCHANNELBINDING", settings.channelBinding());
        if (isUnverified()) {
            variables.put("PGREQUIREAUTH", NO_PASSWORD_IN_CLEAR);
        }
        return variables;
    }

    /** Whether TLS is required, but the server's certificate is not verified. */
    private boolean isUnverified() {
        return sslMode().equals(REQUIRE) && settings.sslRootCert().isEmpty();
    }

    private String sslMode() {
        String mode = settings.sslMode();
        if (!mode.isEmpty()) {
            return mode;
        }
        return settings.host().matches("localhost|127\\.[0-9.]+|::1") ? "prefer" : REQUIRE;
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
