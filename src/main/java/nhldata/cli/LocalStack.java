package nhldata.cli;

import java.nio.file.Path;
import java.util.Optional;
import nhldata.config.Settings;
import nhldata.embedded.LocalStackFile;

/** The settings of a verb in a second terminal: unless told otherwise it asks the API that the running make step1 asks. */
final class LocalStack {

    private LocalStack() {
    }

    static Settings join(Settings settings) {
        Optional<String> api = new LocalStackFile(Path.of(settings.get("embedded.data-dir"))).apiUrl();
        if (api.isEmpty() || !settings.isDefault("nhl.api.url") || settings.get("nhl.api.url").equals(api.get())) {
            return settings;
        }
        System.out.println("asking " + (api.get().equals("sample") ? "the sample league" : api.get()) + ", as the running make step1 does");
        return settings.with("nhl.api.url", api.get());
    }
}
