package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "migrate", mixinStandardHelpOptions = true,
        description = "Applies the pending schema migrations and exits. Needed only if the user of the service may not migrate: set POSTGRES_MIGRATION_USER.",
        footer = {"", "Example:", "  nhldata migrate"})
final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Database database = new Database(Settings.load());
        database.migrate();
        System.out.println("migrate done: the schema of " + database.describe() + " is up to date");
        return ExitCode.DONE;
    }
}
