package nhldata.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nhldata.config.Settings;
import nhldata.notify.Channels;

/** What the job can do without: dbt for the marts, and somebody to tell. */
final class ToolsProbe {

    private static final Path DBT = Path.of(".venv/bin/dbt");

    private final Settings settings;

    ToolsProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> findings() {
        return List.of(dbt(), channels());
    }

    private static ProbeResult dbt() {
        return Files.isExecutable(DBT) ? ProbeResult.tick("dbt", "is installed in .venv")
                : ProbeResult.note("dbt", "is not installed in .venv of this folder: games are loaded, marts are not built", "type make init");
    }

    private ProbeResult channels() {
        try {
            List<String> names = new Channels(settings).names();
            return names.isEmpty() ? ProbeResult.note("notifications", "nobody is told when a run fails", "set NHL_NOTIFY_SLACK_URL, NHL_NOTIFY_EMAIL_TO or NHL_NOTIFY_WEBHOOK_URL")
                    : ProbeResult.tick("notifications", "by " + String.join(", ", names) + "; nhldata notify test tries them");
        } catch (IllegalArgumentException e) {
            return ProbeResult.cross("notifications", e.getMessage(), "correct that setting");
        }
    }
}
