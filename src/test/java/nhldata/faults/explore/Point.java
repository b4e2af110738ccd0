package nhldata.faults.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nhldata.faults.Checkpoint;

/** Where on the wire something happens: a durable step by its name, or the so-manieth message to a server, whatever it says. */
record Point(String words, Server server, String pattern) {

    enum Server { POSTGRES, S3, API, CLOCK }

    /** All of them; a number stands for each in a history. */
    static final List<Point> ALL = all();

    private static final Set<String> OF_ANY = Set.of("a statement", "a request to S3", "a moment");
    private static final Set<String> OF_A_LOAD = Set.of("the run's row", "the loader's claim", "the read of a CSV", "the lines of the staging COPY", "the end of the staging COPY",
            "the merge into game_stats", "the mark \"loaded\"", "the commit", "the notes of the corrections", "the end of the run", "the deletion of a CSV", "a look into the bucket");
    private static final Set<String> OF_A_GAME = Set.of("the queueing of the games", "the claim of a game to fetch", "the put of a CSV", "the mark \"stored\"",
            "the deletion of a CSV", "the loader's claim", "the commit");
    private static final Set<String> OF_A_RUN = Set.of("the run's row", "the look for due games", "the end of the run", "a statement");
    private static final Set<String> NOT_OF_A_REDERIVE = Set.of("the schedule's days", "the schedule's games", "the put of a raw box score", "the put of a roster",
            "the roster's row", "the look for due games", "a request to the API");

    /** The numbers of those that such a command may come to: a fault at another one never strikes. */
    static List<Integer> of(Deed.Command command) {
        return IntStream.range(0, ALL.size()).filter(i -> ALL.get(i).isOf(command)).boxed().toList();
    }

    /** The numbers of those without which a run as a whole cannot go on. */
    static List<Integer> ofARun() {
        return numbers(OF_A_RUN);
    }

    private static List<Integer> numbers(Set<String> words) {
        return IntStream.range(0, ALL.size()).filter(i -> words.contains(ALL.get(i).words())).boxed().toList();
    }

    /** The numbers of those at which one game changes hands between API, bucket and table. */
    static List<Integer> ofAGame() {
        return numbers(OF_A_GAME);
    }

    /** Whether it is a step of its own, and not just any message or moment. */
    boolean isNamed() {
        return pattern.length() > 1;
    }

    private boolean isOf(Deed.Command command) {
        return switch (command) {
            case LOAD -> OF_A_LOAD.contains(words) || OF_ANY.contains(words);
            case REDERIVE -> !NOT_OF_A_REDERIVE.contains(words);
            case DISCARD, RESTORE -> OF_ANY.contains(words);
            case MARTS, END_OF_SERVICE -> server == Server.CLOCK;
            case MISSING, ALL, REPLAY -> !words.equals("the look for due games") && !words.equals("a look into the bucket");
            case DAILY, SERVICE -> !words.equals("a look into the bucket");
        };
    }

    private static List<Point> all() {
        List<Point> points = new ArrayList<>();
        for (Checkpoint checkpoint : Checkpoint.values()) {
            points.add(new Point(checkpoint.words, checkpoint.where == Checkpoint.Where.S3 ? Server.S3 : Server.POSTGRES, checkpoint.pattern));
        }
        points.add(new Point("the deletion of a CSV", Server.S3, "^DELETE /.*/player_game_stats/"));
        points.add(new Point("the mark \"unchanged\"", Server.POSTGRES, "then 'unchanged'"));
        points.add(new Point("the look for due games", Server.POSTGRES, "^with today as"));
        points.add(new Point("a look into the bucket", Server.S3, "^GET /[^/]*\\?.*list-type"));
        points.add(new Point("a statement", Server.POSTGRES, "."));
        points.add(new Point("a request to S3", Server.S3, "."));
        points.add(new Point("a request to the API", Server.API, "."));
        points.add(new Point("a moment", Server.CLOCK, ""));
        return List.copyOf(points);
    }
}
