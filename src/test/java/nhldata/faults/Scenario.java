package nhldata.faults;

import static nhldata.testing.FakeApi.boxscore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import nhldata.testing.Documents;

/** What the program is doing when it is disturbed. */
enum Scenario {

    /** Twelve games of one evening, for the first time. */
    A_DAY(List.of("sweep", "--from", Scenario.DATE, "--to", Scenario.DATE)) {
        @Override
        void prepare(FaultRun trial) {
            // nothing was there before
        }
    },

    /** The same evening once more: one line has changed since, one player has gone. */
    A_CORRECTION(List.of("backfill", "--from", Scenario.DATE, "--to", Scenario.DATE, "--only", "all")) {
        @Override
        void prepare(FaultRun trial) throws Exception {
            trial.runQuietly(A_DAY);
            trial.api().edit(boxscore(Scenario.GAME), game -> {
                ObjectNode skater = (ObjectNode) game.at("/playerByGameStats/homeTeam/defense/0");
                skater.put("hits", skater.path("hits").asInt() + 3);
            });
            trial.api().edit(boxscore(Scenario.OTHER_GAME), game -> ((ArrayNode) game.at("/playerByGameStats/awayTeam/defense")).remove(0));
        }
    },

    /** The recorded season 2024-25 in one run: 1,398 games, one of which cannot be had. */
    A_SEASON(List.of("sweep", "--from", "2024-10-04", "--to", "2025-06-30")) {
        @Override
        void prepare(FaultRun trial) {
            // nothing was there before
        }

        @Override
        Documents documents(FaultHarness harness) throws IOException {
            return harness.season();
        }

        @Override
        int seconds() {
            return 900;
        }
    };

    static final String DATE = "2022-10-11";
    static final String GAME = "2022020044";
    static final String OTHER_GAME = "2022020045";

    private final List<String> command;

    Scenario(List<String> command) {
        this.command = command;
    }

    /** What was there before, undisturbed. */
    abstract void prepare(FaultRun trial) throws Exception;

    /** What the API has. */
    Documents documents(FaultHarness harness) throws IOException {
        return harness.league();
    }

    /** After which a run is stuck, also on a machine that does much else; alone it takes a tenth of that. */
    int seconds() {
        return 150;
    }

    /** The command that is disturbed, and that a person or the clock gives again afterwards. */
    String[] command() {
        return command.toArray(String[]::new);
    }
}
