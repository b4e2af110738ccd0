package nhldata.cli;

import java.util.Optional;
import nhldata.config.ApiSettings;
import nhldata.config.EmbeddedSettings;
import nhldata.config.Settings;
import nhldata.embedded.LocalStackFile;

/** The settings of a verb in a second terminal: unless told otherwise it asks the API that the running make step1 asks. */
final class LocalStack {

    private LocalStack() {
    }

    static Settings join(Settings settings) {
        Optional<String> api = new LocalStackFile(EmbeddedSettings.of(settings).dataDir()).apiUrl();
        if (api.isEmpty() || !settings.isDefault("nhl.api.url") || ApiSettings.of(settings).url().toString().equals(api.get())) {
            return settings;
        }
        System.out.println("asking " + (api.get().equals("sample") ? "the sample league" : api.get()) + ", as the running make step1 does");
        return settings.with("nhl.api.url", api.get());
    }
}
