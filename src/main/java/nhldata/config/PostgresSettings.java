package nhldata.config;

import java.util.Arrays;
import org.postgresql.PGProperty;

/**
 * PostgreSQL: where it is, how it proves what it is, and who connects.
 *
 * @param sslMode       as with psql; empty: by the host
 * @param sslRootCert   file, or {@code system}; empty for none, as {@code sslCert} and {@code sslKey}
 * @param parameters    further parameters of pgjdbc, with & between them
 * @param migrationUser empty: {@code user}
 * @param retentionUser empty: {@code user}
 */
public record PostgresSettings(String host, int port, String user, Secret password, String database, String sslMode, String sslRootCert, String sslCert, String sslKey,
        String channelBinding, Secret parameters, String migrationUser, Secret migrationPassword, String retentionUser, Secret retentionPassword, int poolSize) {

    PostgresSettings(SettingReader in) {
        this(in.matching("postgres.host", "a host or an address; Java cannot use a socket's folder", "[^/\\s]+"), in.port("postgres.port"),
                in.string("postgres.user"), in.secret("postgres.password"), in.string("postgres.database"),
                in.oneOf("postgres.ssl-mode", "", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                in.optional("postgres.ssl-root-cert"), in.optional("postgres.ssl-cert"), in.optional("postgres.ssl-key"),
                in.oneOf("postgres.channel-binding", "", "disable", "prefer", "require"),
                new Secret(in.string("postgres.parameters", "parameters of pgjdbc such as prepareThreshold=0&tcpNoDelay=true, or nothing", PostgresSettings::areParameters)),
                in.optional("postgres.migration-user"), in.secret("postgres.migration-password"),
                in.optional("postgres.retention-user"), in.secret("postgres.retention-password"), in.number("postgres.pool-size", 1));
    }

    public static PostgresSettings of(Settings settings) {
        return SettingReader.read(settings, PostgresSettings::new);
    }

    private static boolean areParameters(String value) {
        return value.isEmpty() || Arrays.stream(value.split("&", -1)).map(parameter -> parameter.split("=", 2))
                .allMatch(pair -> pair.length == 2 && PGProperty.forName(pair[0]) != null);
    }
}
