package nhldata.config;

import java.nio.file.Path;

/** PostgreSQL and S3 inside the process. */
public record EmbeddedSettings(Path dataDir, int s3Port) {

    EmbeddedSettings(SettingReader in) {
        this(in.path("embedded.data-dir"), in.port("embedded.s3-port"));
    }

    public static EmbeddedSettings of(Settings settings) {
        return SettingReader.read(settings, EmbeddedSettings::new);
    }
}
