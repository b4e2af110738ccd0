package nhldata.cli;

import java.util.List;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.retention.Retention;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "retention", mixinStandardHelpOptions = true,
        description = "Deletes what the ledger and the buckets have kept for longer than the settings say (NHL_RETENTION_…). The service does so once a day.",
        footer = {"", "Examples:", "  nhldata retention --dry-run", "  nhldata retention"})
final class RetentionCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Count what would be deleted, and delete nothing.")
    private boolean dryRun;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        List<Retention.Deleted> deleted = new Retention(Settings.load()).apply(dryRun);
        if (output.isRequested()) {
            output.print(Retention.asMaps(deleted));
        } else {
            System.out.println(Retention.asText(deleted, dryRun));
        }
        return ExitCode.DONE;
    }
}
