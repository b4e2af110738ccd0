package nhldata.faults;

import java.io.IOException;
import java.util.List;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;

/** How a run ended, as its exit code, its row in the ledger and its words tell it. */
final class RunResult {

    private static final int KILLED = 128 + 9;
    private static final int LENGTH = 150;

    private RunResult() {
    }

    static String of(PackagedProgram program, int exitCode, TestEnvironment world) throws IOException {
        if (exitCode == KILLED) {
            return "killed";
        }
        List<String> rows = ledger(world);
        if (rows.isEmpty() || rows.get(0).startsWith("running")) {
            return "exit code " + exitCode + ": " + lastWords(program);
        }
        return shortened(rows.get(0));
    }

    /** PostgreSQL may be away, which is a fault that the next run finds mended. */
    private static List<String> ledger(TestEnvironment world) {
        try {
            return world.rows("""
                    select concat_ws(', ', status || coalesce(': ' || message, ''), (
                        select string_agg(distinct 'dead letter (' || stage || ', ' || reason_class || '): ' || reason, '; ')
                        from (select * from etl.dead_letter where state = 'open' order by dead_letter_id limit 1) as letter))
                    from etl.run order by started_at desc limit 1""");
        } catch (IllegalStateException e) {
            return List.of();
        }
    }

    private static String lastWords(PackagedProgram program) throws IOException {
        List<String> lines = program.output().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "no words" : shortened(lines.get(lines.size() - 1));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH - 1) + "…";
    }
}
