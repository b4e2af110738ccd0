package nhldata.reload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Limits for a route file, so that reading it takes a bounded amount of memory, stack and time: one document, no anchors,
 * no aliases, no tags, no duplicate keys, a limited depth and number of strings. The parser's events are checked one by one, before
 * anything is built from them.
 */
final class RouteFileLimits {

    /** For comparison: the longest file of the pipeline had 18 kB, 402 lines and 1,500 strings, 18 levels deep. */
    static final int BYTES = 100_000;
    static final int LINES = 5_000;
    static final int FILES = 50;
    static final int BYTES_OF_ALL = 500_000;
    private static final int STRINGS = 15_000;
    private static final int CHARACTERS = 5_000;
    private static final int DEPTH = 100;

    /** A file exceeds a limit. */
    static final class BeyondException extends RuntimeException {

        private final int line;

        BeyondException(int line, String what) {
            super(what);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /** A list or map that is being parsed; for a map, its keys so far. */
    private static final class Level {

        private final boolean isMap;
        private final Set<String> keys = new HashSet<>();
        private boolean atKey = true;

        Level(boolean isMap) {
            this.isMap = isMap;
        }
    }

    private final Deque<Level> levels = new ArrayDeque<>();
    private int strings;
    private int documents;

    private RouteFileLimits() {
    }

    /**
     * @throws BeyondException with the line and what to write instead
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is not valid YAML
     */
    static void check(String text) {
        RouteFileLimits limits = new RouteFileLimits();
        for (Event event : new Parse(LoadSettings.builder().setUseMarks(true).build()).parseString(text)) {
            limits.event(event);
        }
    }

    private void event(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw beyond(event, "a second document begins here; write one list of routes, without ---");
        }
        if (event instanceof AliasEvent) {
            throw beyond(event, "a route file must not contain an alias (*); write out what it stands for");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw beyond(event, "a route file must not contain an anchor (&); write out the value in each place");
        }
        if (event instanceof CollectionEndEvent) {
            levels.pop();
        } else if (event instanceof CollectionStartEvent start) {
            begun(start, null, start.getTag().isPresent());
            if (levels.size() >= DEPTH) {
                throw beyond(event, "this is nested more than " + DEPTH + " levels deep; move the inner steps into a separate route");
            }
            levels.push(new Level(start instanceof MappingStartEvent));
        } else if (event instanceof ScalarEvent scalar) {
            begun(scalar, scalar.getValue(), scalar.getTag().isPresent());
            if (++strings > STRINGS) {
                throw beyond(event, "the file holds more than " + STRINGS + " strings; write several files");
            }
            if (scalar.getValue().length() > CHARACTERS) {
                throw beyond(event, "a string of more than " + CHARACTERS + " characters; move it into a SQL file or a bean");
            }
        }
    }

    private void begun(Event event, String scalar, boolean tagged) {
        if (tagged) {
            throw beyond(event, "a route file must not contain a tag (!); leave it out");
        }
        Level in = levels.peek();
        if (in == null || !in.isMap) {
            return;
        }
        if (in.atKey && scalar == null) {
            throw beyond(event, "a key must be a string");
        }
        if (in.atKey && scalar.equals("<<")) {
            throw beyond(event, "a route file must not contain a merge key (<<); write out what it stands for");
        }
        if (in.atKey && !in.keys.add(scalar)) {
            throw beyond(event, "duplicate key " + (scalar.length() > 100 ? scalar.substring(0, 100) : scalar) + "; keep one of them");
        }
        in.atKey = !in.atKey;
    }

    private static BeyondException beyond(Event event, String what) {
        return new BeyondException(1 + event.getStartMark().map(mark -> mark.getLine()).orElse(0), what);
    }
}
