package nhldata.cli;

import java.nio.file.Path;
import java.util.Optional;
import nhldata.config.Settings;
import nhldata.embedded.LocalStackFile;

/** The settings of a command in a second terminal: unless NHL_API_URL is set, it uses the API of the running make step1. */
final class LocalStack {

    private LocalStack() {
    }

    static Settings join(Settings settings) {
        Optional<String> api = new LocalStackFile(Path.of(settings.get("embedded.data-dir"))).apiUrl();
        if (api.isEmpty() || !settings.isDefault("nhl.api.url") || settings.get("nhl.api.url").equals(api.get())) {
            return settings;
        }
        System.out.println("API: " + (api.get().equals("sample") ? "sample league" : api.get()) + ", as in the running make step1");
        return settings.with("nhl.api.url", api.get());
    }
}
