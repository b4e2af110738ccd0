package nhldata.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The service of libpq's connection service file that {@code PGSERVICE} names. As in libpq, its parameters take precedence over the
 * variables {@code PGHOST} and so on. The file is {@code PGSERVICEFILE}, or else {@code ~/.pg_service.conf} and then
 * {@code PGSYSCONFDIR/pg_service.conf}.
 */
final class ConnectionService {

    private static final Map<String, String> VARIABLES = Map.of("host", "PGHOST", "port", "PGPORT", "user", "PGUSER", "password", "PGPASSWORD", "dbname", "PGDATABASE",
            "sslmode", "PGSSLMODE", "sslrootcert", "PGSSLROOTCERT", "sslcert", "PGSSLCERT", "sslkey", "PGSSLKEY", "channel_binding", "PGCHANNELBINDING");

    /** Parameters that change neither the server nor the rights. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("application_name", "fallback_application_name", "connect_timeout", "client_encoding", "keepalives",
            "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout");

    private ConnectionService() {
    }

    /**
     * The environment with the parameters of the service as variables; unchanged without {@code PGSERVICE}.
     *
     * @throws IllegalArgumentException if the service cannot be found, or has a parameter that is not supported
     */
    static Map<String, String> expand(Map<String, String> environment) {
        String service = environment.getOrDefault("PGSERVICE", "").strip();
        if (service.isEmpty()) {
            return environment;
        }
        List<Path> files = files(environment);
        for (Path file : files) {
            List<String> lines = Files.exists(file) ? read(file) : List.of();
            int start = lines.indexOf("[" + service + "]");
            if (start >= 0) {
                Map<String, String> expanded = new HashMap<>(environment);
                lines.stream().skip(start + 1).takeWhile(line -> !line.startsWith("[")).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(line -> put(expanded, line, service, file));
                return expanded;
            }
        }
        throw new IllegalArgumentException("PGSERVICE: there is no service [" + service + "] in " + String.join(" or ", files.stream().map(Path::toString).toList())
                + ". Set PGSERVICEFILE to the connection service file that has it");
    }

    private static void put(Map<String, String> environment, String line, String service, Path file) {
        String[] pair = line.split("=", 2);
        String variable = VARIABLES.get(pair[0].strip());
        if (pair.length == 2 && variable != null) {
            environment.put(variable, pair[1].strip());
            environment.remove(variable + "_FILE");
        } else if (pair.length < 2 || !WITHOUT_EFFECT.contains(pair[0].strip())) {
            throw new IllegalArgumentException("PGSERVICE: service [" + service + "] in " + file + " has " + pair[0].strip() + ", which nhldata does not support; it may have "
                    + String.join(", ", Stream.concat(VARIABLES.keySet().stream(), WITHOUT_EFFECT.stream()).sorted().toList()));
        }
    }

    private static List<Path> files(Map<String, String> environment) {
        if (!environment.getOrDefault("PGSERVICEFILE", "").isBlank()) {
            return List.of(Path.of(environment.get("PGSERVICEFILE")));
        }
        return Stream.concat(Stream.of(Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".pg_service.conf")),
                Stream.of(environment.getOrDefault("PGSYSCONFDIR", "")).filter(folder -> !folder.isBlank()).map(folder -> Path.of(folder, "pg_service.conf"))).toList();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("PGSERVICE: cannot read " + file + " (" + e.getClass().getSimpleName() + "): check that this user may read it", e);
        }
    }
}
