package nhldata.pgcopy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose pg-copy endpoints write to one DataSource. */
final class CopyBench implements AutoCloseable {

    /** Goals of the players of a game: the game and the run come with the file. */
    static final String LINE = "pg-copy:s.line?keyColumns=game,player&fileColumns=game,run&scopeColumns=game&uncomparedColumns=run";

    static final String[] CREATE_LINE = {
        "drop schema if exists s cascade", "create schema s",
        "create table s.line (game int, player int, name varchar(10), goals float8, note text, run text,"
            + " loaded timestamptz not null default clock_timestamp(), primary key (game, player))"};

    /** What a load reported: lines in the files, inserted, updated, deleted. */
    record Report(long lines, long inserted, long updated, long deleted) {
        static Report of(Message message) {
            return new Report(message.getHeader(PgCopyConstants.LINES, long.class), message.getHeader(PgCopyConstants.INSERTED, long.class),
                    message.getHeader(PgCopyConstants.UPDATED, long.class), message.getHeader(PgCopyConstants.DELETED, long.class));
        }
    }

    private final CamelContext camel = new DefaultCamelContext();

    CopyBench(DataSource dataSource) {
        camel.getRegistry().bind("dataSource", dataSource);
        camel.start();
    }

    CamelContext camel() {
        return camel;
    }

    /** Makes SQL a resource with the name {@code ref:<name>}. */
    CopyBench sql(String name, String sql) {
        camel.getRegistry().bind(name, sql);
        return this;
    }

    /** Throws what the endpoint threw. */
    Report copy(String endpoint, CsvFile... files) throws Exception {
        Exchange answer = send(endpoint, List.of(files), Map.of());
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return Report.of(answer.getMessage());
    }

    Exchange send(String endpoint, Object body, Map<String, Object> headers) {
        return camel.createProducerTemplate().request(endpoint, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
    }

    static CsvFile game(int game, String... lines) {
        return file(game + ".csv", Map.of("game", game, "run", "r1"), "player,name,goals,note", lines);
    }

    static CsvFile file(String name, Map<String, ?> values, String header, String... lines) {
        String csv = header + "\n" + String.join("\n", lines) + (lines.length == 0 ? "" : "\n");
        return new CsvFile(name, csv.getBytes(StandardCharsets.UTF_8), values);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
