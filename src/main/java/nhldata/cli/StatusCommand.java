package nhldata.cli;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.DateStatus;
import nhldata.status.Rows;
import nhldata.status.Status;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", mixinStandardHelpOptions = true,
        description = "What needs action (the view etl.action_required), the last runs, how fresh the data is, games by state. "
                + "Exit code 0 when no action is required, 1 with at least one error, 2 when there are only warnings. "
                + "With dates it tells of these alone: 0, or 2 when one is incomplete.",
        footer = {"", "Examples:", "  nhldata status", "  nhldata status --json", "  nhldata status --date 2025-01-04"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Option(names = "--date", paramLabel = "DATE", description = "One date, such as 2025-01-04: is it complete, and if not, why?")
    private String date;

    @ArgGroup(exclusive = false)
    private Range range;

    @Override
    public Integer call() throws Exception {
        if (date != null && range != null) {
            throw new IllegalArgumentException("either --date or --from and --to");
        }
        Range asked = date == null ? range : Range.of(date);
        try (Connection connection = new Database(Settings.load()).connect()) {
            if (asked != null) {
                return tell(DateStatus.of(connection, asked.from(), asked.to()));
            }
            Status status = Status.read(connection);
            if (output.isWanted()) {
                output.print(status.asMap());
            } else {
                System.out.print(status.asText());
            }
            return status.exitCode();
        }
    }

    private int tell(List<Map<String, String>> dates) {
        if (output.isWanted()) {
            output.print(dates);
        } else {
            System.out.print(Rows.table(dates));
        }
        return DateStatus.exitCode(dates);
    }
}
