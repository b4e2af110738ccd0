package nhldata.faults.explore;

import java.util.ArrayList;
import java.util.List;
import nhldata.faults.Step;

/** Where on the wire something happens: a durable step by its name, or the so-manieth message to a server, whatever it says. */
record Point(String words, Server server, String pattern) {

    enum Server { POSTGRES, S3, API, CLOCK }

    /** All of them; a number stands for each in a history. */
    static final List<Point> ALL = all();

    private static List<Point> all() {
        List<Point> points = new ArrayList<>();
        for (Step step : Step.values()) {
            points.add(new Point(step.words, step.where == Step.Where.S3 ? Server.S3 : Server.POSTGRES, step.pattern));
        }
        points.add(new Point("the deletion of a CSV", Server.S3, "^DELETE /.*/player_game_stats/"));
        points.add(new Point("the mark \"unchanged\"", Server.POSTGRES, "^with (answer|mine|known|unchanged|game)"));
        points.add(new Point("the look for due games", Server.POSTGRES, "^with today as"));
        points.add(new Point("a look into the bucket", Server.S3, "^GET /[^/]*\\?.*list-type"));
        points.add(new Point("a statement", Server.POSTGRES, "."));
        points.add(new Point("a request to S3", Server.S3, "."));
        points.add(new Point("a request to the API", Server.API, "."));
        points.add(new Point("a moment", Server.CLOCK, ""));
        return List.copyOf(points);
    }
}
