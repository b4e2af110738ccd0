package nhldata.faults.explore;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import nhldata.faults.explore.Deed.Ailment;
import nhldata.faults.explore.Deed.Change;
import nhldata.faults.explore.Deed.Command;
import nhldata.faults.explore.Deed.Edit;
import nhldata.faults.explore.Deed.Hand;
import nhldata.faults.explore.Deed.Happening;
import nhldata.faults.explore.Deed.Hit;
import nhldata.faults.explore.Deed.Of;

/** Draws histories: the same seed is the same history, whatever was drawn before it. */
final class Histories {

    private static final int SIZE = 1000;
    private static final int GAMES = 6;

    private Histories() {
    }

    /** @param withMarts whether marts are built now and then, which takes longer than all the rest */
    static Drawn of(long seed, boolean withMarts) {
        return inSession(() -> new Drawn(histories(withMarts).generator(SIZE, false).next(new Random(seed))));
    }

    /** A history, and what jqwik knows of how to make it smaller. */
    static final class Drawn {

        private final Shrinkable<History> shrinkable;
        private final History history;

        private Drawn(Shrinkable<History> shrinkable) {
            this.shrinkable = shrinkable;
            this.history = shrinkable.value();
        }

        History history() {
            return history;
        }

        /** The smaller ones, the smallest first. */
        List<Drawn> smaller(int atMost) {
            return inSession(() -> shrinkable.shrink().limit(atMost).map(Drawn::new).toList());
        }
    }

    /** Outside of its own tests jqwik works in a session, of which there is one at a time. */
    private static synchronized <T> T inSession(Supplier<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        JqwikSession.run(() -> result.set(work.get()));
        return result.get();
    }

    private static Arbitrary<History> histories(boolean withMarts) {
        Arbitrary<List<Integer>> dates = Arbitraries.integers().between(1, 2).list().ofMinSize(2).ofMaxSize(3);
        Arbitrary<Integer> preseason = Arbitraries.frequency(Tuple.of(2, 0), Tuple.of(1, 1));
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true));
        return Combinators.combine(dates, preseason, seldom, seldom, Arbitraries.frequency(Tuple.of(2, 8), Tuple.of(1, 0)), deeds(withMarts)).as(History::new);
    }

    private static Arbitrary<List<Deed>> deeds(boolean withMarts) {
        return deed(withMarts).list().ofMinSize(2).ofMaxSize(6);
    }

    private static Arbitrary<Deed> deed(boolean withMarts) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, order(withMarts)),
                Tuple.of(1, together()),
                Tuple.of(5, change()),
                Tuple.of(1, byHand()),
                Tuple.of(3, ill()),
                Tuple.of(1, Arbitraries.just(new Deed.Well())),
                Tuple.of(2, Arbitraries.just(new Deed.Day())),
                Tuple.of(1, Combinators.combine(Arbitraries.of(Edit.class), Arbitraries.integers().between(0, 4)).as(Deed.Routes::new)));
    }

    private static Arbitrary<Deed> order(boolean withMarts) {
        Arbitrary<Command> command = Arbitraries.frequency(Tuple.of(10, Command.DAILY), Tuple.of(5, Command.MISSING), Tuple.of(3, Command.ALL),
                Tuple.of(6, Command.LOAD), Tuple.of(2, Command.REPLAY), Tuple.of(2, Command.REDERIVE), Tuple.of(2, Command.DISCARD),
                Tuple.of(1, Command.RESTORE), Tuple.of(2, Command.SERVICE), Tuple.of(1, Command.END_OF_SERVICE), Tuple.of(withMarts ? 1 : 0, Command.MARTS));
        return Combinators.combine(command, game(), Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true)), hits()).as(Deed.Order::new);
    }

    private static Arbitrary<Deed> together() {
        Arbitrary<Command> command = Arbitraries.of(Command.DAILY, Command.MISSING, Command.ALL, Command.LOAD, Command.REPLAY, Command.REDERIVE);
        return Combinators.combine(command, command, hits()).as(Deed.Together::new);
    }

    private static Arbitrary<List<Hit>> hits() {
        Arbitrary<Act> act = Arbitraries.frequency(Tuple.of(8, Act.KILL), Tuple.of(2, Act.TERMINATE), Tuple.of(1, Act.FREEZE), Tuple.of(1, Act.OVERSLEEP),
                Tuple.of(2, Act.LOSE_ANSWER), Tuple.of(1, Act.CUT), Tuple.of(2, Act.REFUSE), Tuple.of(2, Act.REFUSE_ALWAYS), Tuple.of(1, Act.AWAY),
                Tuple.of(2, Act.LONG_AWAY), Tuple.of(1, Act.SERVER_KILLED));
        Arbitrary<Integer> point = Arbitraries.integers().between(0, Point.ALL.size() - 1).withoutEdgeCases();
        Arbitrary<Integer> nth = Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.integers().between(1, 2)), Tuple.of(1, Arbitraries.integers().between(1, 60)));
        Arbitrary<Hit> hit = Combinators.combine(point, Arbitraries.of(false, true), nth, act).as(Hit::new);
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(List.<Hit>of())), Tuple.of(4, hit.list().ofSize(1)), Tuple.of(1, hit.list().ofSize(2)));
    }

    private static Arbitrary<Deed> change() {
        Arbitrary<Happening> what = Arbitraries.frequency(Tuple.of(3, Happening.CORRECTED), Tuple.of(1, Happening.LINE_GONE), Tuple.of(3, Happening.MOVED_BACK),
                Tuple.of(3, Happening.MOVED_ON), Tuple.of(1, Happening.POSTPONED), Tuple.of(1, Happening.CANCELLED), Tuple.of(1, Happening.DELISTED),
                Tuple.of(1, Happening.RELISTED), Tuple.of(1, Happening.UNKNOWN_WORD), Tuple.of(1, Happening.OVER), Tuple.of(1, Happening.LIVE),
                Tuple.of(2, Happening.SPOILED));
        return Combinators.combine(what, game(), Arbitraries.integers().between(0, 2)).as(Change::new);
    }

    private static Arbitrary<Deed> byHand() {
        return Combinators.combine(Arbitraries.of(Hand.class), game()).as(Deed.ByHand::new);
    }

    private static Arbitrary<Deed> ill() {
        Arbitrary<Integer> times = Arbitraries.frequency(Tuple.of(2, 1), Tuple.of(1, 3), Tuple.of(2, 0));
        return Combinators.combine(Arbitraries.of(Ailment.class), Arbitraries.of(Of.class), game(), times).as(Deed.Ill::new);
    }

    private static Arbitrary<Integer> game() {
        return Arbitraries.integers().between(0, GAMES - 1).withoutEdgeCases();
    }
}
