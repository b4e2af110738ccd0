package nhldata.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nhldata.boxscore.BioRequest;
import nhldata.boxscore.Bios;
import nhldata.boxscore.FetchedGame;
import nhldata.boxscore.GameTask;
import nhldata.config.ApiSettings;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.nhl.DocumentException;
import nhldata.status.Rows;
import nhldata.status.Table;
import nhldata.storage.BucketObjects;
import nhldata.storage.ChangedObjectException;
import nhldata.storage.CsvObjects;
import nhldata.storage.CsvOrigin;
import nhldata.storage.GameObjects;
import nhldata.storage.ObjectStore;
import nhldata.store.GameCsv;
import nhldata.store.GameCsvWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What a reprocessing run over a range of dates would change: the rows of game_stats, the details of the games, and the CSVs. It starts no
 * route, reads the ledger in read-only transactions and the bucket with GET and LIST, and so writes nothing.
 */
final class RederiveDryRun {

    /** As queue-reprocess.sql selects them, and those that it leaves out. */
    private static final String GAMES = """
            select
                game_id::text as "gameId",
                game_date::text as "gameDate",
                away_team_id::text as "awayTeamId",
                home_team_id::text as "homeTeamId",
                raw_key as "rawKey",
                'dry-run' as "runId",
                season::text as season,
                game_type::text as "gameType",
                state
            from etl.game
            where game_date between ?::date and ?::date and raw_key is not null and state <> 'discarded'
            order by game_date, game_id""";

    /** Parameters: rows and details as JSON, then key, hash and current version of the CSV, then the game. */
    private static final String CHANGES = """
            with input as (
                select ?::jsonb as lines, ?::jsonb as details, ?::text as csv_key, ?::text as csv_hash, ?::text as version, ?::bigint as game_id
            ),
            new_lines as (
                select n.player_person_id, n.player_person_fullname as player, to_jsonb(n) as line
                from input
                cross join lateral jsonb_populate_recordset(null::public.game_stats, input.lines) as n
            ),
            old_lines as (
                select o.player_person_id, o.player_person_fullname as player, to_jsonb(o) as line
                from input
                inner join public.game_stats as o on input.game_id = o.game_id
            ),
            details as (
                select coalesce(d.loaded, '{}') as old, coalesce(input.details, '{}') as new, d.stored is distinct from input.details as differ
                from input
                left join etl.game_details as d on input.game_id = d.game_id
            ),
            detail as (
                select d.old, d.new, n.name
                from details as d
                cross join lateral (
                    select jsonb_object_keys(d.old) as name
                    union
                    select jsonb_object_keys(d.new)
                ) as n
            )
            select
                coalesce(n.player_person_id, o.player_person_id)::text as player_id,
                coalesce(n.player, o.player) as player,
                case when o.line is null then 'inserted' when n.line is null then 'deleted' else 'updated' end as change,
                c.key as column_name,
                o.line ->> c.key as old_value,
                n.line ->> c.key as new_value
            from new_lines as n
            full outer join old_lines as o on n.player_person_id = o.player_person_id
            left join lateral jsonb_object_keys((select lines -> 0 from input)) as c (key)
                on n.line is not null and o.line is not null and (n.line -> c.key) is distinct from (o.line -> c.key)
            where n.line is null or o.line is null or c.key is not null
            union all
            select
                p.id,
                coalesce(n.player, o.player),
                'details',
                d.name,
                d.old -> d.name ->> p.id,
                d.new -> d.name ->> p.id
            from detail as d
            cross join lateral (
                select jsonb_object_keys(case jsonb_typeof(d.old -> d.name) when 'object' then d.old -> d.name end) as id
                union
                select jsonb_object_keys(case jsonb_typeof(d.new -> d.name) when 'object' then d.new -> d.name end)
            ) as p
            left join new_lines as n on p.id = n.player_person_id::text
            left join old_lines as o on p.id = o.player_person_id::text
            where (d.old -> d.name -> p.id) is distinct from (d.new -> d.name -> p.id)
            union all
            select null, null, 'details', d.name, d.old ->> d.name, d.new ->> d.name
            from detail as d
            where
                'object' not in (coalesce(jsonb_typeof(d.old -> d.name), ''), coalesce(jsonb_typeof(d.new -> d.name), ''))
                and (d.old -> d.name) is distinct from (d.new -> d.name)
            union all
            select null, null, 'csv', null, nullif(input.version, ''), null
            from input
            cross join details
            where details.differ or not exists (
                select
                from etl.game as g
                where g.game_id = input.game_id and g.s3_key = input.csv_key and g.csv_hash = input.csv_hash and g.version = input.version
            )
            order by 1 nulls last, 3, 4""";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").setQuoteMode(QuoteMode.MINIMAL).get();

    /** SQLSTATE classes of values that do not fit their column. */
    private static final String DATA_ERROR = "2[123].*";

    private final String from;
    private final String to;
    private final BucketObjects objects = new BucketObjects();
    private final Bios bios;
    private final String bucket;
    private final S3Client s3;
    private final Connection connection;
    private final GameObjects gameObjects;
    private final List<Game> changed = new ArrayList<>();
    private final List<Game> failed = new ArrayList<>();
    private final List<Game> inProgress = new ArrayList<>();
    private int unchanged;

    /**
     * @param rows   of {@link #CHANGES}
     * @param reason why the run would leave the game as it is; null if it reprocesses the game
     */
    private record Game(String id, String date, List<Map<String, String>> rows, String reason) {

        Stream<Map<String, String>> of(String change) {
            return rows.stream().filter(row -> row.get("change").equals(change));
        }

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("game", id);
            map.put("date", date);
            if (reason == null) {
                map.put("changes", rows);
            } else {
                map.put("reason", reason);
            }
            return map;
        }
    }

    private RederiveDryRun(Settings settings, S3Client s3, Connection connection, String from, String to) {
        ApiSettings api = ApiSettings.of(settings);
        this.from = from;
        this.to = to;
        this.bios = new Bios(!api.rosterPath().isEmpty(), !api.playerPath().isEmpty());
        this.bucket = S3Settings.of(settings).bucket();
        this.s3 = s3;
        this.connection = connection;
        this.gameObjects = new GameObjects(new CsvObjects(s3, bucket), new CsvOrigin("bucket"));
    }

    static RederiveDryRun of(Settings settings, String from, String to) throws SQLException, IOException {
        try (S3Client s3 = new ObjectStore(settings).client(); Connection connection = new Database(settings).connect()) {
            connection.setReadOnly(true);
            RederiveDryRun preview = new RederiveDryRun(settings, s3, connection, from, to);
            preview.read();
            return preview;
        }
    }

    /** Whether the run would reprocess each game of the range that has a raw document. */
    boolean isComplete() {
        return failed.isEmpty() && inProgress.isEmpty();
    }

    /** A line per value that would change, and a summary. */
    String asText() {
        StringBuilder text = new StringBuilder();
        if (!changed.isEmpty()) {
            Table table = new Table("game", "date", "player", "name", "change", "column", "old", "new");
            changed.forEach(game -> game.rows().forEach(row -> table.add(game.id(), game.date(), row.get("player_id"), row.get("player"), row.get("change"),
                    row.get("column_name"), row.get("old_value"), row.get("new_value"))));
            text.append(table).append('\n');
        }
        failed.forEach(game -> text.append("! game ").append(game.id()).append(" of ").append(game.date()).append(" would be dead-lettered: ").append(game.reason()).append('\n'));
        inProgress.forEach(game -> text.append("! game ").append(game.id()).append(" of ").append(game.date()).append(" would be left out: ").append(game.reason()).append('\n'));
        int games = changed.size() + unchanged + failed.size() + inProgress.size();
        text.append(String.format(Locale.ROOT, "%s to %s: %d of %d games would change: %d rows inserted, %d updated, %d deleted, details of %d games, %d CSVs put. Nothing was written",
                from, to, changed.size(), games, rows("inserted"), rows("updated"), rows("deleted"), changed.stream().filter(game -> game.of("details").findAny().isPresent()).count(),
                changed.stream().filter(game -> game.of("csv").findAny().isPresent()).count()));
        return changed.isEmpty() ? text.toString() : text + ". To write it run: nhldata rederive --from " + from + " --to " + to;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from", from);
        map.put("to", to);
        map.put("changed", changed.stream().map(Game::asMap).toList());
        map.put("unchanged", unchanged);
        map.put("failed", failed.stream().map(Game::asMap).toList());
        map.put("in_progress", inProgress.stream().map(Game::asMap).toList());
        map.put("rows_inserted", rows("inserted"));
        map.put("rows_updated", rows("updated"));
        map.put("rows_deleted", rows("deleted"));
        return map;
    }

    private long rows(String change) {
        return changed.stream().mapToLong(game -> game.of(change).map(row -> row.get("player_id")).distinct().count()).sum();
    }

    private void read() throws SQLException, IOException {
        List<Map<String, Object>> games = new ArrayList<>();
        for (Map<String, String> game : Rows.of(connection, GAMES, from, to)) {
            if (List.of("loaded", "dead", "final").contains(game.get("state"))) {
                games.add(new LinkedHashMap<>(game));
            } else {
                inProgress.add(new Game(game.get("gameId"), game.get("gameDate"), List.of(), "a run is fetching or loading it"));
            }
        }
        for (Map<String, Object> game : gameObjects.withCsvVersions(games)) {
            Game result = preview(game);
            if (result.reason() != null) {
                failed.add(result);
            } else if (result.rows().isEmpty()) {
                unchanged++;
            } else {
                changed.add(result);
            }
        }
    }

    private Game preview(Map<String, Object> game) throws SQLException, IOException {
        GameTask task = new GameTask(text(game, "gameId"), text(game, "gameDate"), number(game, "awayTeamId"), number(game, "homeTeamId"), text(game, "runId"),
                text(game, "rawKey"), text(game, "csvVersion"));
        try {
            FetchedGame derived = derive(task);
            Map<String, Object> stored = gameObjects.stored(derived, new GameCsvWriter().bytes(derived, CSV));
            return new Game(task.gameId(), task.gameDate(), Rows.of(connection, CHANGES, lines(derived, game), details(stored), stored.get("csvKey"), stored.get("csvHash"),
                    task.csvVersion(), Long.valueOf(task.gameId())), null);
        } catch (NoSuchKeyException e) {
            return failed(task, "is not in the bucket");
        } catch (DocumentException | ChangedObjectException | IOException e) {
            return failed(task, "cannot be used: " + e.getMessage());
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).matches(DATA_ERROR)) {
                return failed(task, "gives rows that do not fit game_stats: " + e.getMessage());
            }
            throw e;
        }
    }

    private static Game failed(GameTask task, String why) {
        return new Game(task.gameId(), task.gameDate(), List.of(), "the raw document " + task.rawKey() + " " + why);
    }

    /** The routes boxscore, restore-boxscore and bio for a game that is reprocessed. */
    private FetchedGame derive(GameTask task) throws SQLException, IOException {
        FetchedGame game = gameObjects.fetched(task, document(task.rawKey()));
        for (BioRequest request : bios.missingRosters(game)) {
            bios.add(request, "", archived(request));
        }
        for (BioRequest request : bios.missingPlayers(game)) {
            bios.add(request, "", archived(request));
        }
        return bios.complete(game);
    }

    /** Null if the bucket does not have the document that the ledger lists: as in a run, players then keep their short names. */
    private Object archived(BioRequest request) throws SQLException, IOException {
        List<Map<String, String>> latest = Rows.of(connection, "select s3_key from etl.document where kind = ? and subject = ? order by last_seen desc limit 1",
                request.kind(), request.subject());
        try {
            return latest.isEmpty() ? "" : document(latest.get(0).get("s3_key"));
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    private byte[] document(String key) throws IOException {
        return objects.document(s3.getObject(b -> b.bucket(bucket).key(key)), key);
    }

    /** The rows of the CSV with the columns that pg-copy adds, as JSON for jsonb_populate_recordset. */
    private static String lines(FetchedGame derived, Map<String, Object> game) throws JsonProcessingException {
        List<List<String>> records = new GameCsv().records(derived.boxscore());
        List<Map<String, Object>> lines = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("game_id", game.get("gameId"));
            line.put("game_date", game.get("gameDate"));
            line.put("season", game.get("season"));
            line.put("game_type", game.get("gameType"));
            for (int i = 0; i < record.size(); i++) {
                line.put(records.get(0).get(i).toLowerCase(Locale.ROOT), record.get(i));
            }
            lines.add(line);
        }
        return JSON.writeValueAsString(lines);
    }

    private static Object details(Map<String, Object> stored) {
        return "".equals(stored.get("details")) ? null : stored.get("details");
    }

    private static String text(Map<String, Object> game, String column) {
        return (String) game.get(column);
    }

    private static Integer number(Map<String, Object> game, String column) {
        return game.get(column) == null ? null : Integer.valueOf(text(game, column));
    }
}
