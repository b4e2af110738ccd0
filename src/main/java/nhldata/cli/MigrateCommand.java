package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "migrate", mixinStandardHelpOptions = true,
        description = "Brings the tables up to date and ends. Needed only where the service's own user may not: set POSTGRES_MIGRATION_USER.",
        footer = {"", "Example:", "  nhldata migrate"})
final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Database database = new Database(Settings.load());
        database.migrate();
        System.out.println("migrate done: the tables of " + database.describe() + " are up to date");
        return ExitCode.DONE;
    }
}
