package nhldata.schedule;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import nhldata.app.Application;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.Test;

/** A schedule that answers fewer games than there are, and what etl.data_status says of each date. 11 October 2022 has twelve games. */
class ReconciliationIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String SCHEDULE = "/v1/schedule/" + DATE;
    private static final String STATUS = "select status, games_expected, reason, todo from etl.data_status_of('" + DATE + "')";

    @Test
    void aScheduleThatSilentlyAnswersNoGamesIsNoticedAndAskedAgain() throws Exception {
        api.edit(SCHEDULE, day(0, 0));

        RunResult run = world.sweep(DATE, DATE);

        assertEquals("partial", run.status());
        assertTrue(run.message().toString().endsWith("nhldata dlq replay"), run.message().toString());
        assertEquals("incomplete | 12 | the schedule lists 0 games, but the league's calendar has 12 | nhldata dlq replay", world.row(STATUS));
        assertEquals("null | calendar | document | 2022-10-11: the schedule lists 0 games, but the league's calendar has 12", world.row("""
                select game_id, stage, reason_class, reason from etl.dead_letter where state = 'open'"""));
        assertEquals(2, world.deadLetterKeys().size());

        assertEquals("partial", replay().status());
        assertEquals(List.of("superseded | 1", "open | 1"),
                world.rows("select state, count(*) from etl.dead_letter group by 1 order by min(dead_letter_id)"));

        api.restore();
        assertEquals("succeeded", replay().status());
        assertEquals("complete | 12 | null | null", world.row(STATUS));
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
    }

    @Test
    void theGamesThatAShortScheduleListsAreLoaded() throws Exception {
        api.edit(SCHEDULE, day(7, 7));

        RunResult run = world.sweep(DATE, "2022-10-12");

        assertEquals("partial", run.status());
        assertEquals("incomplete | 12 | the schedule lists 7 games, but the league's calendar has 12 | nhldata dlq replay", world.row(STATUS));
        assertEquals("7", world.row("select count(distinct game_id) from game_stats where game_date = '" + DATE + "'"));
        assertEquals("complete", world.row("select status from etl.data_status where game_date = '2022-10-12'"));
    }

    /** A week with three faults: an entry without a state, a day whose games are no list, and an entry that is no game on a date nobody asked for. */
    @Test
    void oneBadEntryCostsNeitherItsDateNorItsWeek() throws Exception {
        api.edit(SCHEDULE, document -> {
            game(document, 0).remove("gameState");
            ((ObjectNode) document.at("/gameWeek/1")).put("games", "later");
            ((ObjectNode) document.at("/gameWeek/3")).putArray("games").add(7);
        });

        RunResult run = world.sweep(DATE, "2022-10-13");

        String bad = api.original(SCHEDULE).at("/gameWeek/0/games/0/id").asText();
        assertEquals("partial", run.status());
        assertEquals(List.of("2022-10-11 | 11", "2022-10-13 | " + api.original(SCHEDULE).at("/gameWeek/2/games").size()),
                world.rows("select game_date, count(distinct game_id) from game_stats group by 1 order by 1"));
        assertEquals("0", world.row("select count(*) from etl.game where game_id = " + bad));
        assertEquals("incomplete | 12 | the schedule lists 11 games, but its own count is 12 | nhldata dlq replay", world.row(STATUS));
        assertEquals("incomplete", world.row("select status from etl.data_status where game_date = '2022-10-12'"));
        assertEquals("2022-10-11 | schedule | document", world.row("select game_date, stage, reason_class from etl.dead_letter where state = 'open'"));
        String reason = world.row("select reason from etl.dead_letter where state = 'open'");
        assertTrue(reason.contains("(gameWeek[0].games[0].gameState: missing)") && reason.contains("lacks 2022-10-12 (gameWeek[1].games: must be a list"), reason);
        assertEquals("gameWeek[].games[].gameState", world.row("select path from etl.api_drift where kind = 'odd value' and path like '%gameState'"));

        api.restore();
        assertEquals("succeeded", replay().status());
        assertEquals(List.of("complete"), world.rows("select distinct status from etl.data_status where game_date between '2022-10-11' and '2022-10-13'"));
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
    }

    @Test
    void aScheduleThatContradictsItsOwnCountNeedsNoCalendar() throws Exception {
        api.edit(SCHEDULE, day(11, 12)).fault("/v1/score/", Fault.status(404));

        assertEquals("partial", world.sweep(DATE, DATE).status());

        assertEquals("incomplete | 12 | the schedule lists 11 games, but its own count is 12 | nhldata dlq replay", world.row(STATUS));
    }

    @Test
    void aPersonMayKnowBetterThanTheCalendar() throws Exception {
        api.edit(SCHEDULE, day(7, 7));
        world.sweep(DATE, DATE);

        world.execute("update etl.dead_letter set state = 'discarded', closed_at = now(), closed_why = 'a strike'");

        assertEquals("complete | 12 | null | null", world.row(STATUS));
        assertEquals("succeeded", world.sweep(DATE, DATE).status());
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
    }

    @Test
    void aGameThatWasLoadedCannotVanish() throws Exception {
        world.sweep(DATE, DATE);
        api.edit(SCHEDULE, day(11, 11)).edit("/v1/score/" + DATE, document -> document.withArray("/gameWeek")
                .forEach(day -> ((ObjectNode) day).put("numberOfGames", day.path("date").asText().equals(DATE) ? 11 : 0)));

        assertEquals("partial", world.sweep(DATE, DATE).status());

        assertEquals("incomplete | 12 | the schedule lists 11 games, but listed 12 earlier | nhldata dlq replay", world.row(STATUS));
        assertEquals("12", world.row("select count(distinct game_id) from game_stats"));
    }

    @Test
    void aGameThatIsCalledOffAltogetherIsNotMissed() throws Exception {
        api.edit(SCHEDULE, document -> game(document, 0).put("gameState", "FUT"));
        world.sweep(DATE, DATE);
        String id = world.row("select game_id from etl.game where state = 'scheduled'");
        api.edit(SCHEDULE, document -> {
            ((ArrayNode) document.at("/gameWeek/0/games")).remove(0);
            ((ObjectNode) document.at("/gameWeek/0")).put("numberOfGames", 11);
        }).edit("/v1/score/" + DATE, document -> document.withArray("/gameWeek")
                .forEach(day -> ((ObjectNode) day).put("numberOfGames", day.path("date").asText().equals(DATE) ? 11 : 0)));

        assertEquals("succeeded", world.sweep(DATE, DATE).status());

        assertEquals("cancelled | no longer listed", world.row("select state, api_state from etl.game where game_id = " + id));
        assertEquals("complete | 11 | null | null", world.row(STATUS));
    }

    @Test
    void anAbsentCalendarIsNoAlarm() throws Exception {
        api.fault("/v1/score/", Fault.html());

        assertEquals("succeeded", world.sweep("2022-12-23", "2022-12-26").status());

        assertEquals("4 | 0", world.row("select count(*), count(checked_at) from etl.day"));
        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
    }

    @Test
    void summerAndChristmasAreNoAlarm() throws Exception {
        assertEquals("empty", world.sweep("2022-07-15", "2022-08-10").status());
        assertEquals("succeeded", world.sweep("2022-12-22", "2022-12-28").status());
        assertEquals(List.of("no games"), world.rows("select distinct status from etl.data_status where game_date between '2022-07-15' and '2022-08-10'"));
        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
        assertEquals("0", world.row("select count(*) from etl.day where checked_at is null"));
    }

    /** A11: other games of the date were loaded as a type that was wanted then. */
    @Test
    void aDateIsNotCompleteWhileTheOnlyGameThatIsWantedLacksItsRows() throws Exception {
        String dead = api.original(SCHEDULE).at("/gameWeek/0/games/0/id").asText();
        api.fault(boxscore(dead), Fault.status(404));
        world.sweep(DATE, DATE);
        api.edit(SCHEDULE, document -> {
            for (int i = 1; i < 12; i++) {
                game(document, i).put("gameType", 1);
            }
        });

        world.sweep(DATE, DATE);

        assertEquals("1 | 11", world.row("select games_final, games_loaded from etl.data_status where game_date = '" + DATE + "'"));
        assertEquals("incomplete | 12 | 1 dead-lettered | nhldata dlq list", world.row(STATUS));
    }

    /** A04: a state word that the program does not know is never taken for a game that is still to come. */
    @Test
    void aStateWordThatNobodyKnowsIsDriftAndKeepsItsDateFromBeingComplete() throws Exception {
        api.edit(SCHEDULE, document -> game(document, 0).put("gameState", "DONE"));

        world.sweep(DATE, DATE);

        assertEquals("incomplete | 12 | 1 of 12 games were not over when the schedule was read (DONE) | nhldata backfill --from 2022-10-11 --to 2022-10-11",
                world.row(STATUS));
        assertEquals("scheduled | unknown | DONE", world.row("select state, listed_state, api_state from etl.game where state <> 'loaded'"));
        assertEquals("gameWeek[].games[].gameState | odd value | DONE", world.row("select path, kind, example from etl.api_drift"));

        api.edit(SCHEDULE, document -> game(document, 0).put("gameState", "OFF"));
        world.sweep(DATE, DATE);
        assertEquals("complete | 12 | null | null", world.row(STATUS));
    }

    @Test
    void datesBetweenTwoThatWereAskedForAreAGapAndNoDateBehindThem() throws Exception {
        world.sweep(DATE, DATE);
        world.sweep("2022-10-14", "2022-10-14");

        assertEquals("2022-10-12 | 2022-10-13 | 2", world.row("select from_date, to_date, dates from etl.date_gap"));
        assertEquals(List.of("incomplete | no run has requested this date, but runs have requested dates before it"),
                world.rows("select distinct status, reason from etl.data_status where game_date in ('2022-10-12', '2022-10-13')"));
        assertEquals("never asked for", world.row("select status from etl.data_status where game_date = '2022-10-15'"));

        world.sweep("2024-10-08", "2024-10-08");
        assertEquals("1", world.row("select count(*) from etl.date_gap"), "two seasons are a choice");
        world.sweep("2022-10-12", "2022-10-13");
        assertEquals("0", world.row("select count(*) from etl.date_gap"));
    }

    /** R12: dates out of the API's range, and a season that was lost. */
    @Test
    void anAnswerWithoutAnyDateMeansNoGamesWhereTheCalendarAgrees() throws Exception {
        api.edit(SCHEDULE, document -> document.withArray("/gameWeek").removeAll()).fault("/v1/score/", Fault.status(404));
        assertEquals("partial", world.sweep(DATE, DATE).status());
        assertEquals("incomplete | null | the schedule lists no games within the season, and the league's calendar was unavailable | nhldata dlq replay",
                world.row(STATUS));

        api.heal();
        api.edit(SCHEDULE, document -> document.withArray("/gameWeek").removeAll())
                .edit("/v1/score/" + DATE, document -> document.withArray("/gameWeek").removeAll());
        assertEquals("empty", world.sweep(DATE, DATE).status());
        assertEquals("no games | 0 | null | null", world.row(STATUS));
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
    }

    /** R13: statsapi leaves out dates without games, and once left out others. */
    @Test
    void anEmptyAnswerOfStatsApiIsDoubtfulBesideGamesOfTheRegularSeason() throws Exception {
        AtomicReference<String> dates = new AtomicReference<>("");
        try (FakeApi statsApi = new FakeApi(path -> path.startsWith("/api/v1/schedule") ? ("{\"dates\": [" + dates + "]}").getBytes(StandardCharsets.UTF_8) : null)) {
            TestEnvironment old = world.asking(statsApi).with("nhl.api.schedule-path", "/api/v1/schedule?startDate={date}&endDate={end}");
            assertEquals("empty", old.sweep("2019-11-11", "2019-11-17").status());
            assertEquals("no games", world.row("select distinct status from etl.data_status where game_date between '2019-11-11' and '2019-11-17'"));

            dates.set("""
                    {"date": "2019-11-18", "totalGames": 1, "games": [{"gamePk": 2019020310, "gameType": "R",
                      "status": {"abstractGameState": "Preview", "detailedState": "Scheduled"}, "teams": {"away": {"team": {"id": 13}}, "home": {"team": {"id": 2}}}}]}""");
            old.sweep("2019-11-18", "2019-11-18");
            dates.set("");
            assertEquals("empty", old.sweep("2019-11-19", "2019-11-20").status(), "two dates without games are no wonder");
            assertEquals("partial", old.sweep("2019-11-11", "2019-11-17").status());
            assertEquals("incomplete | null | the schedule lists no games within the season, and the league's calendar was unavailable | nhldata dlq replay",
                    world.row("select distinct status, games_expected, reason, todo from etl.data_status where game_date between '2019-11-11' and '2019-11-17'"));
        }
    }

    @Test
    void everyDateHasAStatus() throws Exception {
        world.sweep(DATE, DATE);

        assertEquals("never asked for | nhldata backfill --from 2001-01-04 --to 2001-01-04",
                world.row("select status, todo from etl.data_status_of('2001-01-04')"));
        assertEquals("never asked for", world.row("select status from etl.data_status where game_date = '2022-10-20'"));
        assertEquals("not yet | null", world.row("select status, todo from etl.data_status_of('2222-10-11')"));
        assertEquals("not yet", world.row("select status from etl.data_status_of((now() at time zone 'UTC')::date)"));
        assertEquals("1", world.row("""
                select count(*) from etl.data_status where status = 'complete'"""));
        assertEquals("0", world.row("""
                select count(*) from (select game_date from etl.data_status group by 1 having count(*) > 1) as twice"""));
    }

    @Test
    void aDateOfCsvsFromTheBucketAloneSaysSo() throws Exception {
        world.sweep(DATE, DATE);
        world.execute("truncate etl.day; truncate etl.correction, etl.dead_letter; delete from etl.game; truncate game_stats");
        try (Application application = world.start()) {
            application.load();
        }

        assertEquals("never asked for | 12 | 12 games were loaded from CSVs in the bucket; the schedule was not read, so there may be more"
                + " | nhldata backfill --from 2022-10-11 --to 2022-10-11",
                world.row("select status, games_loaded, reason, todo from etl.data_status_of('" + DATE + "')"));
        assertEquals("succeeded", world.sweep(DATE, DATE).status());
        assertEquals("complete | 12 | null | null", world.row(STATUS));
    }

    @Test
    void aLoadedGameFollowsTheDateThatTheLeagueGivesIt() throws Exception {
        world.sweep(DATE, DATE);
        api.edit("/v1/schedule/2022-10-12", document -> {
            ObjectNode moved = game(api.original(SCHEDULE), 0);
            ((ArrayNode) document.at("/gameWeek/0/games")).add(moved);
        });
        String moved = api.original(SCHEDULE).at("/gameWeek/0/games/0/id").asText();
        api.edit(boxscore(moved), document -> document.put("gameDate", "2022-10-12"));

        world.sweep("2022-10-12", "2022-10-12");

        assertEquals("loaded | 2022-10-12", world.row("select state, game_date from etl.game where game_id = " + moved));
        assertEquals("2022-10-12", world.row("select distinct game_date from game_stats where game_id = " + moved));
        assertEquals(List.of("player_game_stats/season=20222023/date=2022-10-12/" + moved + ".csv"),
                world.keys("player_game_stats/").stream().filter(key -> key.contains(moved)).toList());
    }

    /** The two dates are in two responses. The one on which it was suspended is complete when the other one is known, whichever is read last. */
    @Test
    void aSuspendedGameCountsForTheDateOnWhichItEnded() throws Exception {
        String game = api.original(SCHEDULE).at("/gameWeek/0/games/0/id").asText();
        api.edit(SCHEDULE, document -> game(document, 0).put("gameState", "LIVE").put("gameScheduleState", "SUSP"))
                .edit("/v1/schedule/2022-10-18", document -> {
                    ((ArrayNode) document.at("/gameWeek/0/games")).add(game(api.original(SCHEDULE), 0));
                    ObjectNode day = (ObjectNode) document.at("/gameWeek/0");
                    day.put("numberOfGames", day.get("games").size());
                })
                .edit(boxscore(game), document -> document.put("gameDate", "2022-10-18"));

        world.sweep(DATE, "2022-10-18");
        assertEquals("incomplete", world.row("select status from etl.data_status_of('" + DATE + "')"), "not known yet when the date was read");
        for (int run = 0; run < 2; run++) {
            world.sweep(DATE, DATE);
            assertEquals("complete | 12 | null | null", world.row(STATUS));
            assertEquals("complete", world.row("select status from etl.data_status_of('2022-10-18')"));
            assertEquals("loaded | 2022-10-18 | 2022-10-18 | final", world.row("select state, game_date, listed_date, listed_state from etl.game where game_id = " + game));
        }
    }

    /** It is moved again by a game that fails under its new date: an operator's word settles that date, and no run tries it again. */
    @Test
    void aMovedGameWhoseDeadLetterIsDiscardedSettlesItsNewDate() throws Exception {
        world.sweep(DATE, DATE);
        String moved = api.original(SCHEDULE).at("/gameWeek/0/games/0/id").asText();
        world.execute("update etl.game set game_date = '2022-10-12', listed_date = '2022-10-12' where game_id = " + moved);
        world.execute("""
                insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id)
                select game_id, game_date, 'boxscore', 'document', 'no goals', run_id from etl.game where game_id = %s""".formatted(moved));
        world.execute("""
                insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id)
                select '2022-10-12', 1, 1, 1, 1, source, run_id from etl.day where game_date = '%s'""".formatted(DATE));
        assertEquals("incomplete | 0", world.row("select status, games_discarded from etl.data_status_of('2022-10-12')"));

        world.execute("update etl.dead_letter set state = 'discarded', closed_at = now()");

        assertEquals("complete | 1 | 1 discarded by an operator: " + moved, world.row("select status, games_discarded, reason from etl.data_status_of('2022-10-12')"));
        try (Application application = world.start()) {
            application.sweep("sweep", "2022-12-24", "2022-12-24", "due");
        }
        assertEquals("2022-10-11", world.row("select loaded_date from etl.game where game_id = " + moved), "it was left alone");

        // moved once more, it is another matter
        world.execute("update etl.game set game_date = '2022-10-13', listed_date = '2022-10-13' where game_id = " + moved);
        assertEquals("0", world.row("select games_discarded from etl.data_status_of('2022-10-13')"));
    }

    /** A backfill of one date failed, and daily runs of later dates tried it in vain: they asked for no more dates than it did. */
    @Test
    void anUnreadDateThatWasTriedAgainIsOneDate() throws Exception {
        try (Application application = world.start()) {
            // its ledger is all that is needed
        }
        world.execute("""
                insert into etl.run (run_id, kind, scope, source, owner, status, from_date, to_date, started_at, ended_at) values
                ('once', 'backfill', 'missing', 'nhl', 'host/1/1', 'partial', '2022-10-11', '2022-10-11', now() - interval '3 days', now() - interval '3 days'),
                ('again', 'sweep', 'due', 'nhl', 'host/1/1', 'partial', '2022-11-01', '2022-11-30', now() - interval '1 day', now() - interval '1 day')""");
        world.execute("""
                insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id, created_at, failing_since, state, closed_at) values
                ('2022-10-11', 'schedule', 'document', 'an HTML page', 'once', now() - interval '3 days', now() - interval '3 days', 'superseded', now() - interval '1 day'),
                ('2022-10-11', 'schedule', 'document', 'an HTML page', 'again', now() - interval '1 day', now() - interval '3 days', 'open', null)""");

        assertEquals(List.of("2022-10-11"), world.rows("select game_date from etl.data_status where status = 'incomplete'"));
        assertEquals("2022-10-11 | 2022-10-11", world.row("select from_date, to_date from etl.dead_schedule where state = 'open'"));
        assertEquals("1 | 5", world.row("select days_tried, retried_until - (now() at time zone 'UTC')::date from etl.dead_letter_retry"), "today and five more days");
    }

    private RunResult replay() throws Exception {
        try (Application application = world.start()) {
            return application.replay("");
        }
    }

    /** The first day of a week lists only so many games, and says that there are so many. */
    private static Consumer<ObjectNode> day(int listed, int count) {
        return document -> {
            ArrayNode games = (ArrayNode) document.at("/gameWeek/0/games");
            while (games.size() > listed) {
                games.remove(games.size() - 1);
            }
            ((ObjectNode) document.at("/gameWeek/0")).put("numberOfGames", count);
        };
    }

    private static ObjectNode game(JsonNode document, int i) {
        return (ObjectNode) document.at("/gameWeek/0/games/" + i);
    }
}
