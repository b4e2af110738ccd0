package nhldata.jmx;

import java.sql.SQLException;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.deadletter.DeadLetterService;
import nhldata.run.RunRequest;

/** The commands dlq list, show, replay, discard and restore. */
record DeadLetters(Settings settings, Application application, Operations operations) implements DeadLettersMBean {

    @Override
    public int getOpen() throws SQLException {
        return service().open().size();
    }

    @Override
    public String list() throws SQLException {
        return service().list();
    }

    @Override
    public String show(String game) throws SQLException {
        return service().show(game.strip());
    }

    @Override
    public String replay(String game) throws SQLException {
        String selected = game == null ? "" : game.strip();
        RunRequest request = service().replay(selected, "", "", false);
        return operations.start(selected.isEmpty() ? "replay of all dead letters" : "replay of " + selected, () -> application.run(request));
    }

    @Override
    public String discard(String game, String why) throws SQLException {
        return service().discard(game.strip(), why);
    }

    @Override
    public String restore(String game) throws SQLException {
        return service().restore(game.strip());
    }

    private DeadLetterService service() {
        return new DeadLetterService(settings);
    }
}
