package nhldata.faults.explore;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WebhookServer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What must hold once the world is well again, whatever happened before. Reads documents, objects and tables by itself, with
 * nothing of the program.
 */
final class Invariants {

    private static final String FOREIGN_KEY = "theirs/notes.txt";
    private static final byte[] FOREIGN_WORDS = "not yours".getBytes(StandardCharsets.UTF_8);
    private static final Pattern KEYS = Pattern.compile("player_game_stats/season=\\d{8}/date=\\d{4}-\\d\\d-\\d\\d/\\d{10}\\.csv"
            + "|raw/boxscore/season=\\d{8}/date=\\d{4}-\\d\\d-\\d\\d/\\d{10}/\\w+\\.json\\.gz|raw/roster/[A-Z]{3}/\\d{8}/\\w+\\.json\\.gz|raw/player/\\d+/\\w+\\.json\\.gz");
    private static final Pattern DEAD_LETTER_KEYS = Pattern.compile("[a-z]+/date=\\d{4}-\\d\\d-\\d\\d/[\\w-]+/[\\w.-]+");

    private final TestEnvironment world;
    private final League league;
    private final Play.Facts facts;
    private final boolean correctionsAreDue;
    private final Supplier<List<WebhookServer.Request>> told;
    private List<String> foreign;

    /**
     * @param correctionsAreDue whether enough time went by for every correction to have been asked for
     * @param told              what the one who is to be told of incidents has got
     */
    Invariants(TestEnvironment world, League league, Play.Facts facts, boolean correctionsAreDue, Supplier<List<WebhookServer.Request>> told) {
        this.told = told;
        this.correctionsAreDue = correctionsAreDue;
        this.world = world;
        this.league = league;
        this.facts = facts;
    }

    /** A table, a view, a schema and an object of somebody else. */
    void putForeignThings() {
        world.createBuckets();
        world.put(FOREIGN_KEY, FOREIGN_WORDS);
        world.execute("create schema theirs; create table theirs.games (id int, words text); insert into theirs.games values (1, 'not yours');"
                + "create table public.accounts (id int primary key, words text); insert into public.accounts values (1, 'nor this'); create view public.names as select words from public.accounts");
        foreign = foreign();
    }

    private List<String> foreign() {
        return world.rows("""
                select 'relation', n.nspname || '.' || c.relname, c.relkind::text from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
                where n.nspname = 'theirs' or (n.nspname = 'public' and c.relname in ('accounts', 'names', 'accounts_pkey'))
                union all select 'row', id::text, words from theirs.games
                union all select 'row', id::text, words from public.accounts
                order by 1, 2""");
    }

    /** Every row of game_stats but for when and by which run. */
    List<String> lines() {
        return world.gameStats();
    }

    List<String> broken() {
        List<String> wrong = new ArrayList<>();
        nothingIsHalfDone(wrong);
        facts.stuck = wrong.size();
        facts.lost = 0;
        facts.doubled = 0;
        facts.wrongRows = 0;
        Set<String> letters = new HashSet<>(world.rows("select distinct game_id from etl.dead_letter where state = 'open' and game_id is not null"));
        Map<String, Set<String>> rows = rows();
        Set<String> bad = rowsAreThoseOfTheDocuments(wrong, rows, letters);
        datesAreToldRight(wrong, bad, letters);
        bucketHoldsWhatIsLoaded(wrong);
        correctionsAreTrue(wrong);
        incidentsAreToldOnce(wrong);
        nothingElseHasChanged(wrong);
        return wrong;
    }

    /** 1: no run without work, no game between two states, no session left. */
    private void nothingIsHalfDone(List<String> wrong) {
        world.rows("select run_id, owner from etl.run where status = 'running'").forEach(run -> wrong.add("1: still running: " + run));
        world.rows("select game_id, state, run_id from etl.game where state in ('queued', 'fetching', 'stored', 'loading')")
                .forEach(game -> wrong.add("1: between two states: " + game));
        world.rows("select s3_key, state, attempts, last_error from etl.object_deletion where state in ('pending', 'deleting')")
                .forEach(deletion -> wrong.add("1: an outdated CSV is still to be deleted: " + deletion));
        world.rows("select job, owner from etl.daily_start where done_at is null").forEach(start -> wrong.add("1: a daily start that is not done: " + start));
        String sessions = "select pid, state, left(query, 60) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        try {
            Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> world.rows(sessions).isEmpty());
        } catch (ConditionTimeoutException e) {
            world.rows(sessions).forEach(session -> wrong.add("1: a session is left: " + session));
        }
    }

    private Map<String, Set<String>> rows() {
        Map<String, Set<String>> rows = new HashMap<>();
        for (String row : world.rows("""
                select
                    game_id, game_date, player_person_id, side,
                    coalesce(player_stats_skaterStats_goals, 0)::int,
                    coalesce(player_stats_skaterStats_assists, 0)::int,
                    coalesce(player_stats_skaterStats_hits::int::text, '-'),
                    coalesce(player_stats_skaterStats_shots::int::text, '-'),
                    coalesce(player_stats_skaterStats_blocked::int::text, '-'),
                    coalesce(player_stats_skaterStats_plusMinus::int::text, '-'),
                    coalesce(player_stats_goalieStats_saves::int::text, '-'),
                    coalesce(player_stats_goalieStats_shots::int::text, '-')
                from game_stats""")) {
            rows.computeIfAbsent(row.substring(0, 10), game -> new TreeSet<>()).add(row);
        }
        return rows;
    }

    private static Set<String> expected(League.Game game) {
        Set<String> rows = new TreeSet<>();
        for (String side : List.of("away", "home")) {
            JsonNode groups = game.box.at("/playerByGameStats/" + side + "Team");
            for (String group : List.of("forwards", "defense")) {
                groups.path(group).forEach(p -> rows.add(String.join(" | ", game.id, game.date.toString(), p.path("playerId").asText(), side, p.path("goals").asText(),
                        p.path("assists").asText(), p.path("hits").asText(), p.path("sog").asText(), p.path("blockedShots").asText(), p.path("plusMinus").asText(), "-", "-")));
            }
            groups.path("goalies").forEach(p -> rows.add(String.join(" | ", game.id, game.date.toString(), p.path("playerId").asText(), side, "0", "0", "-", "-", "-", "-",
                    p.path("saves").asText("-"), p.path("shotsAgainst").asText("-"))));
        }
        return rows;
    }

    /** 2; the final games whose rows are not there or not right. */
    private Set<String> rowsAreThoseOfTheDocuments(List<String> wrong, Map<String, Set<String>> rows, Set<String> letters) {
        Set<String> bad = new TreeSet<>();
        for (League.Game game : league.games()) {
            if (!game.isFinal() || game.type == 1) {
                continue;
            }
            Set<String> found = rows.getOrDefault(game.id, Set.of());
            boolean asItWas = !correctionsAreDue && (game.edited || game.spoiled) && isOfItsDate(found, game);
            boolean right = asItWas || !game.spoiled && found.equals(expected(game));
            if (!right) {
                bad.add(game.id);
            }
            if (!right && !letters.contains(game.id) && !facts.handled.contains(game.id)) {
                Set<String> lacking = new TreeSet<>(expected(game));
                lacking.removeAll(found);
                Set<String> extra = new TreeSet<>(found);
                extra.removeAll(expected(game));
                facts.lost += Math.max(0, lacking.size() - extra.size());
                facts.doubled += Math.max(0, extra.size() - lacking.size());
                facts.wrongRows += Math.min(lacking.size(), extra.size());
                wrong.add("2: game " + game.id + " of " + game.date + (game.spoiled ? " (spoiled)" : "") + " has " + found.size() + " rows and no open dead letter; lacking "
                        + lacking.stream().limit(2).toList() + ", instead " + extra.stream().limit(2).toList() + "; ledger: "
                        + world.rows("select game_date, state, api_state, source, s3_key, fetched_at, loaded_at from etl.game where game_id = " + game.id));
            }
        }
        return bad;
    }

    private static boolean isOfItsDate(Set<String> rows, League.Game game) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.startsWith(game.id + " | " + game.date + " | "));
    }

    /** 3. */
    private void datesAreToldRight(List<String> wrong, Set<String> bad, Set<String> letters) {
        Map<String, String> status = new TreeMap<>();
        world.rows("select game_date, status, todo from etl.data_status").forEach(row -> status.put(row.substring(0, 10), row));
        Set<LocalDate> dates = league.games().stream().map(game -> game.date).collect(Collectors.toCollection(TreeSet::new));
        boolean allWell = letters.isEmpty() && bad.isEmpty();
        for (LocalDate date : dates) {
            List<League.Game> here = league.games().stream().filter(game -> game.date.equals(date) && game.type != 1).toList();
            String row = status.getOrDefault(date.toString(), "never read");
            boolean complete = row.contains("| complete |");
            List<String> badHere = here.stream().filter(game -> bad.contains(game.id) && !facts.handled.contains(game.id)).map(game -> game.id).toList();
            boolean loadedBefore = badHere.stream().allMatch(id -> letters.contains(id) && !world.rows("select 1 from game_stats where game_id = " + id + " limit 1").isEmpty());
            if (complete && !badHere.isEmpty() && !loadedBefore) {
                wrong.add("3: " + row + ", and these games have no rows, or wrong ones: " + badHere);
            }
            boolean waits = here.stream().anyMatch(game -> game.listed && !game.isFinal() && !game.isOff());
            boolean calm = league.games().stream().allMatch(game -> game.listed) && here.stream().noneMatch(game -> bad.contains(game.id) || letters.contains(game.id));
            boolean finals = here.stream().anyMatch(League.Game::isFinal);
            if (!complete && finals && !waits && calm && here.stream().noneMatch(game -> facts.handled.contains(game.id))) {
                wrong.add("3: " + row + ", and each of its games has its rows; ledger: "
                        + world.rows("select game_id, game_date, state, listed_date, listed_state, loaded_date from etl.game order by game_id"));
            }
            allWell &= !waits && calm;
            if (row.contains("| incomplete |") && world.rows("select 1 from etl.action_required where severity <> 'info' or subject like '%" + date + "%'").isEmpty()) {
                wrong.add("3: " + row + ", and nothing says so");
            }
        }
        if (hasView("action_required")) {
            // nobody has built the marts since: they are judged after their build
            List<String> actions = world.rows("select kind, severity, subject, reason from etl.action_required where severity <> 'info' and kind <> 'marts_behind'");
            for (String letter : letters) {
                if (world.rows("select 1 from etl.action_required where severity <> 'info' and subject = 'game " + letter + "'").isEmpty()) {
                    wrong.add("3: game " + letter + " has an open dead letter, and nothing says that an operator has to act");
                }
            }
            if (allWell && facts.handled.isEmpty() && !actions.isEmpty() && openLetters() == 0) {
                wrong.add("3: all is well, and an operator is told to act: " + actions);
            }
        }
    }

    private int openLetters() {
        return Integer.parseInt(world.row("select count(*) from etl.dead_letter where state in ('open', 'discarded')"));
    }

    private boolean hasView(String name) {
        return !world.rows("select 1 from information_schema.views where table_schema = 'etl' and table_name = '" + name + "'").isEmpty();
    }

    /** 4. */
    private void bucketHoldsWhatIsLoaded(List<String> wrong) {
        Map<String, List<String>> csvs = world.keys("player_game_stats/").stream().collect(Collectors.groupingBy(key -> key.replaceFirst(".*/(\\d{10})\\.csv", "$1")));
        for (String game : world.rows("select game_id from game_stats group by game_id order by game_id")) {
            List<String> keys = csvs.getOrDefault(game, List.of());
            if (facts.handled.contains(game) || game.endsWith("0999")) {
                continue;
            }
            world.rows("select source from etl.game where source = 'bucket' and game_id = " + game)
                    .forEach(source -> wrong.add("4: game " + game + " is said to have been put into the bucket by hand, and nobody did"));
            if (keys.size() != 1) {
                wrong.add("4: game " + game + " has " + keys.size() + " CSVs: " + keys + "; ledger: "
                        + world.rows("select game_date, state, source, s3_key from etl.game where game_id = " + game));
            } else {
                equalsItsRows(wrong, game, keys.get(0));
            }
        }
        Set<String> raw = new HashSet<>(world.keys("raw/"));
        facts.raw.stream().filter(key -> !raw.contains(key) && !facts.deletedByHand.contains(key)).forEach(key -> wrong.add("4: a raw document is gone: " + key));
        world.rows("select game_id, s3_key from etl.game where game_id in (select game_id from game_stats) and s3_key is not null").forEach(row -> {
            String game = row.substring(0, 10);
            String key = row.substring(13);
            if (!facts.handled.contains(game) && !csvs.getOrDefault(game, List.of()).contains(key)) {
                wrong.add("4: the ledger names " + key + ", and the bucket has " + csvs.get(game));
            }
        });
    }

    private void equalsItsRows(List<String> wrong, String game, String key) {
        String date = world.row("select distinct game_date from game_stats where game_id = " + game);
        if (!key.contains("/date=" + date + "/")) {
            wrong.add("4: rows of " + date + " have their CSV at " + key);
        }
        Set<String> found = new TreeSet<>();
        Set<String> stored = new TreeSet<>();
        try (CSVParser parser = CSVParser.parse(new String(world.object(key), StandardCharsets.UTF_8), CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
            List<String> columns = parser.getHeaderNames();
            for (CSVRecord line : parser) {
                stored.add(columns.stream().map(column -> plain(line.get(column))).collect(Collectors.joining(" | ")));
            }
            world.rows("select " + columns.stream().map(column -> "coalesce(" + column + "::text, '')").collect(Collectors.joining(", "))
                    + " from game_stats where game_id = " + game).forEach(row -> found.add(plainRow(row)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (!found.equals(stored)) {
            Set<String> lacking = new TreeSet<>(stored);
            lacking.removeAll(found);
            wrong.add("4: the CSV " + key + " is not what is loaded, for example " + lacking.stream().limit(1).toList());
        }
    }

    private static String plainRow(String row) {
        return Arrays.stream(row.split(" \\| ", -1)).map(Invariants::plain).collect(Collectors.joining(" | "));
    }

    private static String plain(String field) {
        if (field.matches("-?\\d+(\\.\\d+)?(E-?\\d+)?")) {
            return new BigDecimal(field).stripTrailingZeros().toPlainString();
        }
        return field.equals("t") || field.equals("true") ? "true" : field.equals("f") || field.equals("false") ? "false" : field;
    }

    /** 5: each correction begins where the one before ended, and the last one is what the row says. */
    private void correctionsAreTrue(List<String> wrong) {
        world.rows("""
                select game_id, player_id, column_name, old_value, new_value from etl.correction
                where old_value is not distinct from new_value""").forEach(c -> wrong.add("5: a correction that changed nothing: " + c));
        world.rows("""
                with c as (
                    select
                        *,
                        lag(new_value) over w as before,
                        row_number() over w as n
                    from etl.correction
                    where column_name <> '(line)' and column_name <> '(row)'
                    window w as (partition by game_id, player_id, column_name order by correction_id)
                )
                select game_id, player_id, column_name, before, old_value, new_value from c where n > 1 and before is distinct from old_value"""
        ).forEach(c -> wrong.add("5: a correction that does not begin where the one before it ended: " + c));
        world.rows("""
                select distinct on (c.game_id, c.player_id, c.column_name)
                    c.game_id, c.player_id, c.column_name, c.new_value, to_jsonb(g) ->> c.column_name
                from etl.correction as c
                inner join game_stats as g on c.game_id = g.game_id and c.player_id = g.player_person_id
                where to_jsonb(g) ? c.column_name
                order by c.game_id, c.player_id, c.column_name, c.correction_id desc""").stream()
                .filter(row -> !plain(row.split(" \\| ")[3]).equals(plain(row.split(" \\| ")[4])))
                .forEach(row -> wrong.add("5: the last correction is not what the row says: " + row));
    }

    /** 5: an incident begins once as long as it lasts, and each channel gets one message of its begin and at most one of its end. */
    private void incidentsAreToldOnce(List<String> wrong) {
        world.rows("""
                select a.incident_id, b.incident_id, a.cause, b.cause from etl.incident as a
                inner join etl.incident as b on a.incident_id < b.incident_id and a.subjects && b.subjects
                where a.closed_at is null or a.closed_at > b.opened_at""").forEach(twice -> wrong.add("5: two incidents of one thing at a time: " + twice));
        world.rows("""
                select i.incident_id, i.cause from etl.incident as i
                where i.closed_at is null
                    and not exists (select from etl.notification as n where n.incident_id = i.incident_id and n.event = 'failed' and n.state = 'sent')""").forEach(untold -> wrong.add("5: nobody was told of the incident: " + untold));
        world.rows("""
                select kind, subject, reason from etl.action_required as a
                where severity <> 'info'
                    and kind not in ('dead_letter', 'schedule_unread', 'notification_failing', 'routes_rejected', 'run_crashed')
                    and not exists (select from etl.incident as i where i.closed_at is null and a.kind || ': ' || a.subject = any(i.subjects))""")
                .forEach(action -> wrong.add("5: an operator has to act, and there is no incident: " + action));
        Map<String, Long> messages = told.get().stream().collect(Collectors.groupingBy(request -> request.json().path("id").asText(), Collectors.counting()));
        world.rows("select topic, attempts from etl.notification where channel = 'webhook' and state = 'sent'").forEach(row -> {
            String[] topicAndAttempts = row.split(" \\| ");
            long came = messages.getOrDefault(topicAndAttempts[0], 0L);
            if (came < 1 || came > Long.parseLong(topicAndAttempts[1])) {
                wrong.add("5: the message \"" + row + "\" came " + came + " times");
            }
        });
    }

    /** 7. */
    private void nothingElseHasChanged(List<String> wrong) {
        if (!foreign().equals(foreign)) {
            wrong.add("7: something that is not the program's has changed: " + foreign());
        }
        List<String> keys = world.keys("");
        if (!keys.contains(FOREIGN_KEY) || !Arrays.equals(world.object(FOREIGN_KEY), FOREIGN_WORDS)) {
            wrong.add("7: an object that is not the program's has changed: " + FOREIGN_KEY);
        }
        keys.stream().filter(key -> !key.equals(FOREIGN_KEY) && !KEYS.matcher(key).matches()).forEach(key -> wrong.add("7: an object that is none of the program's: " + key));
        world.deadLetterKeys().stream().filter(key -> !DEAD_LETTER_KEYS.matcher(key).matches()).forEach(key -> wrong.add("7: an object that is none of the program's: " + key));
        world.rows("""
                select n.nspname || '.' || c.relname from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
                where c.relkind in ('r', 'v', 'm', 'S') and n.nspname not in ('information_schema', 'etl', 'marts_next', 'theirs') and n.nspname !~ '^pg_'
                    and not (n.nspname = 'public' and (c.relname in ('game_stats', 'accounts', 'names') or obj_description(c.oid) is not null))""")
                .forEach(relation -> wrong.add("7: a relation that is none of the program's: " + relation));
    }

    /** 6: requests of any second. One that was held up on its way may come close to the next one. */
    List<String> tooFast(List<Long> moments, int rate) {
        for (int i = 0; i < moments.size(); i++) {
            long from = moments.get(i);
            long within = moments.stream().skip(i).takeWhile(m -> m < from + 1000).count();
            if (within > rate * 1.2 + 3) {
                return List.of("6: " + within + " requests within a second, " + rate + " are allowed");
            }
        }
        return List.of();
    }
}
