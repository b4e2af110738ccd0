package nhldata.cli;

import java.util.Optional;
import nhldata.config.ApiSettings;
import nhldata.config.EmbeddedSettings;
import nhldata.config.Settings;
import nhldata.embedded.LocalStackFile;

/** The settings of a command in a second terminal: unless NHL_API_URL is set, it uses the API of the running make step1. */
final class LocalStack {

    private LocalStack() {
    }

    static Settings join(Settings settings) {
        Optional<String> api = new LocalStackFile(EmbeddedSettings.of(settings).dataDir()).apiUrl();
        if (api.isEmpty() || !settings.isDefault("nhl.api.url") || ApiSettings.of(settings).url().toString().equals(api.get())) {
            return settings;
        }
        System.out.println("API: " + (api.get().equals("sample") ? "sample league" : api.get()) + ", as in the running make step1");
        return settings.with("nhl.api.url", api.get());
    }
}
