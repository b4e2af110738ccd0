package nhldata.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A variable's value, from the environment or from a file, because other processes can read an environment: {@code PGPASSWORD},
 * the file that {@code PGPASSWORD_FILE} names (docker secrets), or the file {@code PGPASSWORD} of systemd's credentials.
 */
final class SecretFiles {

    private SecretFiles() {
    }

    /** Null when it is not set. White space around a file's content is removed: editors add a line break. */
    static String value(String variable, Map<String, String> environment) {
        String value = environment.get(variable);
        String file = environment.get(variable + "_FILE");
        if (isSet(value) && isSet(file)) {
            throw new IllegalArgumentException(variable + " and " + variable + "_FILE are both set: unset one of them");
        }
        if (isSet(file)) {
            return read(variable + "_FILE", Path.of(file));
        }
        String credentials = environment.get("CREDENTIALS_DIRECTORY");
        if (!isSet(value) && isSet(credentials) && Files.exists(Path.of(credentials, variable))) {
            return read("the credential " + variable, Path.of(credentials, variable));
        }
        return value;
    }

    private static String read(String what, Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(what + ": cannot read " + file + " (" + e.getClass().getSimpleName()
                    + "): check that it exists and that this user may read it", e);
        }
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }
}
