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
 * Where PostgreSQL is and how it must prove that it is it: as a URL for pgjdbc, and as the environment of libpq, which dbt and
 * the report use. Both obey the same settings. Every connection of the program is opened with one of them.
 *
 * <p>Where nothing is set, TLS is demanded of a server elsewhere, and used with one on this machine if it offers it. A server
 * that did not have to prove itself by a certificate is never sent the password as it is: anybody could be that server.
 */
public final class PostgresAddress {

    private static final String REQUIRE = "require";
    /** All methods but the one that sends the password itself. */
    private static final String NO_PASSWORD_IN_CLEAR = "!password";

    private final PostgresSettings settings;

    public PostgresAddress(Settings settings) {
        this.settings = PostgresSettings.of(settings);
    }

    String url() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String rootCertificate = settings.sslRootCert();
        // libpq verifies the certificate when it is given a root, whatever the mode is called
        parameters.put("sslmode", sslMode().equals(REQUIRE) && !rootCertificate.isEmpty() ? "verify-ca" : sslMode());
        if (rootCertificate.equals("system")) {
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            put(parameters, "sslrootcert", rootCertificate);
        }
        put(parameters, "sslcert", settings.sslCert());
        put(parameters, "sslkey", settings.sslKey());
        put(parameters, "channelBinding", settings.channelBinding());
        if (isUnproven()) {
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
        if (isUnproven()) {
            variables.put("PGREQUIREAUTH", NO_PASSWORD_IN_CLEAR);
        }
        return variables;
    }

    /** Whether TLS is demanded, but of whom is not asked. */
    private boolean isUnproven() {
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
