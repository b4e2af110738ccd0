package nhldata.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nhldata.config.Settings;
import nhldata.notify.Channels;

/** Checks the optional parts: dbt for the marts, and notification channels. */
final class ToolsProbe {

    private static final Path DBT = Path.of(".venv/bin/dbt");

    private final Settings settings;

    ToolsProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        return List.of(dbt(), channels());
    }

    private static ProbeResult dbt() {
        return Files.isExecutable(DBT) ? ProbeResult.ok("dbt", "installed in .venv")
                : ProbeResult.warn("dbt", "not installed in .venv of this directory: games are loaded, marts are not built", "run: make init");
    }

    private ProbeResult channels() {
        try {
            List<String> names = new Channels(settings).names();
            return names.isEmpty() ? ProbeResult.warn("notifications", "no channel is configured: failures are not sent to anyone", "set NHL_NOTIFY_SLACK_URL, NHL_NOTIFY_EMAIL_TO or NHL_NOTIFY_WEBHOOK_URL")
                    : ProbeResult.ok("notifications", "sent to " + String.join(", ", names) + "; to test them run: nhldata notify test");
        } catch (IllegalArgumentException e) {
            return ProbeResult.fail("notifications", e.getMessage(), "correct that setting");
        }
    }
}
