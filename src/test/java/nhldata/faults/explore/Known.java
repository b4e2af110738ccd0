package nhldata.faults.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.faults.explore.Deed.Change;
import nhldata.faults.explore.Deed.Command;
import nhldata.faults.explore.Deed.Happening;
import nhldata.faults.explore.Deed.Hit;
import nhldata.faults.explore.Deed.Order;

/** Histories that broke an invariant once, cut down to what matters. {@code make test} plays each of them. */
final class Known {

    static final Map<String, History> ALL = all();

    private Known() {
    }

    private static Map<String, History> all() {
        Map<String, History> known = new LinkedHashMap<>();
        known.put("PostgreSQL is away for longer than a service's sweep has patience", history(List.of(1, 1), 0, 8,
                order(Command.SERVICE, hit("the schedule's games", false, Act.LONG_AWAY))));
        known.put("a service's sweep fails for good at the look for due games", history(List.of(1), 0, 8,
                order(Command.SERVICE, hit("the look for due games", false, Act.REFUSE_ALWAYS))));
        known.put("a game moves, and the process is killed before it deletes the CSV of the old date; then run_sql", history(List.of(1, 1, 1), 0, 8,
                order(Command.MISSING), new Change(Happening.MOVED_BACK, 2, 0),
                order(Command.MISSING, hit("the deletion of a CSV", false, Act.KILL)), order(Command.LOAD)));
        known.put("the process is killed between the put of a CSV and the mark \"stored\"; then run_sql, then a correction", history(List.of(1, 1), 0, 8,
                order(Command.MISSING, hit("the put of a CSV", true, Act.KILL)), order(Command.LOAD), new Change(Happening.CORRECTED, 0, 0), new Change(Happening.CORRECTED, 1, 0)));
        known.put("the only wanted game of a date is dead, and a pre-season game of it is loaded", history(List.of(1, 2), 1, 8,
                new Change(Happening.SPOILED, 1, 0), new Order(Command.MISSING, 0, true, List.of())));
        known.put("a game moves, and the process is killed after it was queued again", history(List.of(1, 1, 1), 0, 0,
                order(Command.MISSING), new Change(Happening.MOVED_BACK, 2, 0), order(Command.MISSING, hit("the queueing of the games", true, Act.KILL))));
        known.put("a pre-season game that is no longer asked for moves to the week before", history(List.of(1, 2), 1, 8,
                new Order(Command.MISSING, 0, true, List.of()), new Change(Happening.MOVED_BACK, 2, 0), order(Command.MISSING)));
        known.put("a loaded game is refused when it is fetched again; then a reprocess", new History(List.of(1, 1), 0, false, true, 8,
                List.of(order(Command.MISSING), new Change(Happening.SPOILED, 1, 0))));
        return known;
    }

    private static History history(List<Integer> gamesOfDates, int preseason, int daysAfter, Deed... deeds) {
        return new History(gamesOfDates, preseason, false, false, daysAfter, List.of(deeds));
    }

    private static Order order(Command command, Hit... hits) {
        return new Order(command, 0, false, List.of(hits));
    }

    private static Hit hit(String point, boolean after, Act act) {
        for (int i = 0; i < Point.ALL.size(); i++) {
            if (Point.ALL.get(i).words().equals(point)) {
                return new Hit(i, after, 1, act);
            }
        }
        throw new IllegalArgumentException("there is no point " + point);
    }
}
