package nhldata.faults.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
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
import nhldata.faults.explore.Deed.Order;

/**
 * Draws histories: the same seed is the same history, whatever was drawn before it. What befalls a command is drawn from what it comes
 * by, and deeds come in episodes about one game: faults that need a correction, a kill and a load, in this order and of one game, are
 * never drawn otherwise.
 */
final class Histories {

    private static final int SIZE = 1000;
    private static final int GAMES = 6;
    /** A build of the marts takes longer than all the rest of a history. */
    private static final int ONE_WITH_MARTS_OF = 50;

    private Histories() {
    }

    static Drawn of(long seed) {
        boolean withMarts = seed % ONE_WITH_MARTS_OF == 0;
        // what Random draws first is nearly the same for neighbouring seeds
        long mixed = new SplittableRandom(seed).nextLong();
        return inSession(() -> new Drawn(histories(withMarts).generator(SIZE, false).next(new Random(mixed))));
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
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true));
        return Arbitraries.of(0, 1).flatMap(preseason -> Combinators
                .combine(dates, seldom, seldom, Arbitraries.of(8, 0), deeds(withMarts, preseason > 0))
                .as((games, paced, rederived, daysAfter, deeds) -> new History(games, preseason, paced, rederived, daysAfter, deeds)));
    }

    /** Mostly something is loaded first: what befalls an empty ledger is soon told. */
    private static Arbitrary<List<Deed>> deeds(boolean withMarts, boolean preseason) {
        Arbitrary<Boolean> allTypes = allTypes(preseason);
        Arbitrary<List<Deed>> first = Arbitraries.frequencyOf(
                Tuple.of(3, order(Arbitraries.just(Command.MISSING), allTypes, Arbitraries.just(0), false).map(List::of)),
                Tuple.of(2, order(Arbitraries.of(Command.MISSING, Command.DAILY), allTypes, Arbitraries.just(0), true).map(List::of)),
                Tuple.of(preseason ? 4 : 2, Combinators.combine(change(Arbitraries.frequency(Tuple.of(4, Happening.SPOILED), Tuple.of(1, Happening.LIVE), Tuple.of(1, Happening.UNKNOWN_WORD),
                        Tuple.of(1, Happening.POSTPONED)), game()), order(Arbitraries.just(Command.MISSING), allTypes, Arbitraries.just(0), false)).as(List::of)),
                Tuple.of(1, Arbitraries.just(List.of())));
        return Combinators.combine(first, episode(withMarts, allTypes).list().ofMinSize(1).ofMaxSize(2)).as((one, others) -> {
            List<Deed> deeds = new ArrayList<>(one);
            others.forEach(deeds::addAll);
            return List.copyOf(deeds);
        });
    }

    private static Arbitrary<Boolean> allTypes(boolean preseason) {
        return Arbitraries.frequency(Tuple.of(preseason ? 1 : 9, false), Tuple.of(1, true));
    }

    /** Deeds that have to do with one another. */
    private static Arbitrary<List<Deed>> episode(boolean withMarts, Arbitrary<Boolean> allTypes) {
        return Arbitraries.frequencyOf(
                Tuple.of(withMarts ? 12 : 0, order(Arbitraries.just(Command.MARTS), Arbitraries.just(false), game(), true).map(List::of)),
                Tuple.of(6, deed(allTypes).map(List::of)),
                // the league changes a game, and what fetches that game is disturbed; then, perhaps, step2
                Tuple.of(4, game().flatMap(game -> Combinators.combine(
                        change(Arbitraries.frequency(Tuple.of(3, Happening.MOVED_BACK), Tuple.of(3, Happening.MOVED_ON), Tuple.of(2, Happening.CORRECTED),
                                Tuple.of(1, Happening.LINE_GONE)), Arbitraries.just(game)),
                        Arbitraries.of(Command.MISSING, Command.DAILY, Command.ALL).flatMap(command -> hitsOfAGame(command).map(hits -> new Order(command, game, false, hits))),
                        afterwards()).as(Histories::all))),
                // a run is disturbed, and the next command is no run; then, perhaps, a correction of a game
                Tuple.of(3, Combinators.combine(
                        Arbitraries.of(Command.MISSING, Command.ALL, Command.DAILY).flatMap(command -> hitsOfAGame(command).map(hits -> new Order(command, 0, false, hits))),
                        order(Arbitraries.of(Command.LOAD, Command.REPLAY), allTypes, game(), false), change(Arbitraries.just(Happening.CORRECTED), game())).as(List::of)),
                // the service's own sweep is disturbed for longer than it has patience
                Tuple.of(1, Combinators.combine(Arbitraries.of(List.of(Point.ofARun(), Point.of(Command.SERVICE))).flatMap(points ->
                        hit(points, Arbitraries.frequency(Tuple.of(3, Act.REFUSE_ALWAYS), Tuple.of(1, Act.LONG_AWAY)))), game())
                        .as((hit, game) -> List.of(new Order(Command.SERVICE, game, false, List.of(hit))))));
    }

    private static Arbitrary<List<Deed>> afterwards() {
        Arbitrary<List<Deed>> load = Arbitraries.just(List.of(new Order(Command.LOAD, 0, false, List.of())));
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(List.of())), Tuple.of(1, load));
    }

    private static List<Deed> all(Deed one, Deed other, List<Deed> more) {
        List<Deed> all = new ArrayList<>(List.of(one, other));
        all.addAll(more);
        return List.copyOf(all);
    }

    private static Arbitrary<Deed> deed(Arbitrary<Boolean> allTypes) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, order(allTypes)),
                Tuple.of(2, together()),
                Tuple.of(5, change()),
                Tuple.of(2, byHand()),
                Tuple.of(4, ill()),
                Tuple.of(1, Arbitraries.just(new Deed.Well())),
                Tuple.of(3, Arbitraries.just(new Deed.Day())),
                Tuple.of(1, Combinators.combine(Arbitraries.of(Edit.class), Arbitraries.integers().between(0, 4)).as(Deed.Routes::new)));
    }

    private static Arbitrary<Deed> order(Arbitrary<Boolean> allTypes) {
        Arbitrary<Command> command = Arbitraries.frequency(Tuple.of(8, Command.DAILY), Tuple.of(5, Command.MISSING), Tuple.of(3, Command.ALL),
                Tuple.of(5, Command.LOAD), Tuple.of(3, Command.REPLAY), Tuple.of(3, Command.REDERIVE), Tuple.of(2, Command.DISCARD),
                Tuple.of(1, Command.RESTORE), Tuple.of(2, Command.SERVICE), Tuple.of(1, Command.END_OF_SERVICE));
        return Arbitraries.of(false, true, true).flatMap(disturbed -> order(command, allTypes, game(), disturbed));
    }

    private static Arbitrary<Deed> order(Arbitrary<Command> commands, Arbitrary<Boolean> allTypes, Arbitrary<Integer> games, boolean disturbed) {
        return commands.flatMap(command -> Combinators.combine(games, allTypes, disturbed ? hits(command) : Arbitraries.just(List.<Hit>of()))
                .as((game, all, hits) -> new Order(command, game, all, hits)));
    }

    private static Arbitrary<Deed> together() {
        Arbitrary<Command> command = Arbitraries.of(Command.DAILY, Command.MISSING, Command.ALL, Command.LOAD, Command.REPLAY, Command.REDERIVE);
        return Combinators.combine(command, command).flatAs((one, other) -> Arbitraries.of(false, true)
                .flatMap(disturbed -> (disturbed ? hits(other) : Arbitraries.just(List.<Hit>of())).map(hits -> new Deed.Together(one, other, hits))));
    }

    private static Arbitrary<List<Hit>> hits(Command command) {
        Arbitrary<Act> act = Arbitraries.frequency(Tuple.of(10, Act.KILL), Tuple.of(3, Act.TERMINATE), Tuple.of(1, Act.FREEZE), Tuple.of(1, Act.OVERSLEEP),
                Tuple.of(2, Act.MOVE), Tuple.of(2, Act.CORRECTION), Tuple.of(2, Act.LOADER), Tuple.of(2, Act.OTHER_RUN),
                Tuple.of(3, Act.LOSE_ANSWER), Tuple.of(2, Act.CUT), Tuple.of(3, Act.REFUSE), Tuple.of(3, Act.REFUSE_ALWAYS), Tuple.of(1, Act.AWAY),
                Tuple.of(2, Act.LONG_AWAY), Tuple.of(1, Act.SERVER_KILLED));
        Arbitrary<Hit> hit = hit(Point.of(command), act);
        return Arbitraries.frequencyOf(Tuple.of(5, hit.list().ofSize(1)), Tuple.of(1, hit.list().ofSize(2)));
    }

    /** Half of them at the steps in which a game changes hands between API, bucket and table. */
    private static Arbitrary<List<Hit>> hitsOfAGame(Command command) {
        Arbitrary<Act> act = Arbitraries.frequency(Tuple.of(5, Act.KILL), Tuple.of(2, Act.TERMINATE), Tuple.of(1, Act.OVERSLEEP), Tuple.of(1, Act.MOVE),
                Tuple.of(1, Act.LOADER), Tuple.of(1, Act.OTHER_RUN), Tuple.of(1, Act.LOSE_ANSWER), Tuple.of(1, Act.CUT), Tuple.of(1, Act.REFUSE), Tuple.of(1, Act.REFUSE_ALWAYS));
        Arbitrary<Hit> handOver = Combinators.combine(Arbitraries.of(Point.ofAGame()), Arbitraries.of(false, true), act).as((point, after, what) -> new Hit(point, after, 1, what));
        return Arbitraries.frequencyOf(Tuple.of(1, hits(command)), Tuple.of(1, handOver.list().ofSize(1)));
    }

    /** Named steps come once or twice per game, any statement or moment up to sixty times. */
    private static Arbitrary<Hit> hit(List<Integer> points, Arbitrary<Act> act) {
        return Arbitraries.of(points).flatMap(point -> Combinators.combine(Arbitraries.of(false, true),
                Point.ALL.get(point).isNamed() ? Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(2, 2), Tuple.of(1, 3)) : Arbitraries.integers().between(1, 60), act)
                .as((after, nth, what) -> new Hit(point, after, nth, what)));
    }

    private static Arbitrary<Deed> change() {
        return change(Arbitraries.frequency(Tuple.of(3, Happening.CORRECTED), Tuple.of(1, Happening.LINE_GONE), Tuple.of(3, Happening.MOVED_BACK),
                Tuple.of(3, Happening.MOVED_ON), Tuple.of(1, Happening.POSTPONED), Tuple.of(1, Happening.CANCELLED), Tuple.of(1, Happening.DELISTED),
                Tuple.of(1, Happening.RELISTED), Tuple.of(1, Happening.UNKNOWN_WORD), Tuple.of(1, Happening.OVER), Tuple.of(1, Happening.LIVE),
                Tuple.of(2, Happening.SPOILED)), game());
    }

    private static Arbitrary<Deed> change(Arbitrary<Happening> what, Arbitrary<Integer> game) {
        return Combinators.combine(what, game, Arbitraries.integers().between(0, 2)).as(Change::new);
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
