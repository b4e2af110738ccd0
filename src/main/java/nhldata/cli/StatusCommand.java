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
        description = "Prints the required actions (the view etl.action_required), the last runs, data freshness and games by state. "
                + "Exit code 0 if no action is required, 1 with at least one error, 2 with warnings only. "
                + "With dates: the completeness of these dates only; exit code 2 if one is incomplete, else 0.",
        footer = {"", "Examples:", "  nhldata status", "  nhldata status --json", "  nhldata status --date 2025-01-04"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Option(names = "--date", paramLabel = "DATE", description = "Completeness of one date, such as 2025-01-04, with the reason if it is incomplete.")
    private String date;

    @ArgGroup(exclusive = false)
    private Range range;

    @Override
    public Integer call() throws Exception {
        if (date != null && range != null) {
            throw new IllegalArgumentException("--date cannot be combined with --from and --to");
        }
        Range requested = date == null ? range : Range.of(date);
        try (Connection connection = new Database(Settings.load()).connect()) {
            if (requested != null) {
                return print(DateStatus.of(connection, requested.from(), requested.to()));
            }
            Status status = Status.read(connection);
            if (output.isRequested()) {
                output.print(status.asMap());
            } else {
                System.out.print(status.asText());
            }
            return status.exitCode();
        }
    }

    private int print(List<Map<String, String>> dates) {
        if (output.isRequested()) {
            output.print(dates);
        } else {
            System.out.print(Rows.table(dates));
        }
        return DateStatus.exitCode(dates);
    }
}
