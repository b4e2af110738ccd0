package nhldata.faults.explore;

import java.util.List;
import java.util.stream.Collectors;

/** One thing that somebody does, in plain words when it is printed. Numbers of games are counted around. */
sealed interface Deed {

    /** Something happens on the wire while commands are at work. */
    record Hit(int point, boolean after, int nth, Act act) {

        Point at() {
            return Point.ALL.get(point);
        }

        @Override
        public String toString() {
            return (after ? "after " : "before ") + at().words() + (nth == 1 ? "" : " (number " + nth + ")") + ": " + act.words;
        }
    }

    enum Command { DAILY, MISSING, ALL, LOAD, REPLAY, REDERIVE, DISCARD, RESTORE, SERVICE, END_OF_SERVICE, MARTS }

    /** A command, with what befalls it; the settings may be other ones for this once. */
    record Order(Command command, int game, boolean allTypes, List<Hit> hits) implements Deed {
        @Override
        public String toString() {
            return command + (command == Command.DISCARD || command == Command.RESTORE ? " of game " + game : "")
                    + (allTypes ? " with pre-season games" : "") + told(hits);
        }
    }

    /** Two commands at once. */
    record Together(Command one, Command other, List<Hit> hits) implements Deed {
        @Override
        public String toString() {
            return one + " and " + other + " at once" + told(hits);
        }
    }

    enum Happening { CORRECTED, LINE_GONE, MOVED_BACK, MOVED_ON, POSTPONED, CANCELLED, DELISTED, RELISTED, UNKNOWN_WORD, OVER, LIVE, SPOILED }

    /** The league changes. */
    record Change(Happening what, int game, int much) implements Deed {
        @Override
        public String toString() {
            return "game " + game + " is " + what + (much == 0 ? "" : " (" + much + ")");
        }
    }

    enum Hand { EDITS_CSV, DELETES_CSV, PUTS_CSV_OF_NO_SCHEDULE, DELETES_RAW, EDITS_RAW }

    /** A person does something to the bucket. */
    record ByHand(Hand what, int game) implements Deed {
        @Override
        public String toString() {
            return "somebody " + what + " of game " + game;
        }
    }

    enum Ailment { STATUS_500, STATUS_404, STATUS_403, TOO_MANY, HTML, EMPTY, TRUNCATED, RESET, OTHER_GAME, REDIRECT, DRIP, CODINGS, SLOW }

    enum Of { ONE_GAME, ALL_GAMES, SCHEDULE, CALENDAR, ROSTERS, ALL }

    /** The API ails, so many times or, with 0, until it is well again. */
    record Ill(Ailment how, Of what, int game, int times) implements Deed {
        @Override
        public String toString() {
            return "the API answers " + how + " to " + what + (what == Of.ONE_GAME ? " " + game : "") + (times == 0 ? " from now on" : ", " + times + " times");
        }
    }

    /** The API is well again. */
    record Well() implements Deed {
        @Override
        public String toString() {
            return "the API is well";
        }
    }

    /** A day goes by: all that the ledger noted lies so much longer back. */
    record Day() implements Deed {
        @Override
        public String toString() {
            return "a day goes by";
        }
    }

    enum Edit { VALID, BROKEN, DELETED }

    /** Somebody edits a route file. */
    record Routes(Edit how, int file) implements Deed {
        @Override
        public String toString() {
            return "somebody edits route file " + file + ": " + how;
        }
    }

    private static String told(List<Hit> hits) {
        return hits.isEmpty() ? "" : hits.stream().map(Hit::toString).collect(Collectors.joining("; ", "; ", ""));
    }
}
