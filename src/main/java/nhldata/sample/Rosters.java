package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The teams' players in one season, from day to day. Immutable.
 *
 * <p>A roster has 26 spots, in this order: five lines of centre, left and right wing (the fifth in reserve), four pairs of
 * defensemen (the fourth in reserve), three goalies. The spots of all teams are numbered team by team.
 */
final class Rosters {
    static final int SIZE = 26;
    static final int SPOTS = Team.COUNT * SIZE;
    static final int FIRST_DEFENSEMAN = 15;
    static final int FIRST_GOALIE = 23;
    private static final int FIRST_SEASON_WITH_TRADES = 1980;
    private static final int SUMMER_TRADES = 40;
    private static final int SEASON_TRADES = 10;
    /** The players of all teams, by spot, from each date on which a trade changed them. */
    private final NavigableMap<LocalDate, List<Player>> players = new TreeMap<>();
    private final List<Map<Integer, Integer>> numbers = new ArrayList<>();

    /**
     * Two teams exchange the players of the same spot, and their successors.
     *
     * @param date the first day on which they may play for their new teams
     */
    record Trade(LocalDate date, int spot, int otherSpot) {
        private static Trade random(SeededRandom random, LocalDate date) {
            int team = random.below(Team.COUNT);
            int other = (team + 1 + random.below(Team.COUNT - 1)) % Team.COUNT;
            int spot = random.below(SIZE);
            return new Trade(date, team * SIZE + spot, other * SIZE + spot);
        }

        private void swap(List<?> bySpot) {
            Collections.swap(bySpot, spot, otherSpot);
        }
    }

    Rosters(Season season) {
        List<Integer> spots = IntStream.range(0, SPOTS).boxed().collect(Collectors.toList());
        for (int year = FIRST_SEASON_WITH_TRADES; year < season.startYear(); year++) {
            summerTrades(new Season(year)).forEach(trade -> trade.swap(spots));
            tradesDuring(new Season(year)).forEach(trade -> trade.swap(spots));
        }
        summerTrades(season).forEach(trade -> trade.swap(spots));
        List<Player> current = spots.stream().map(spot -> Player.of(spot, season.startYear())).collect(Collectors.toList());
        players.put(LocalDate.MIN, List.copyOf(current));
        for (Trade trade : tradesDuring(season)) {
            trade.swap(current);
            players.put(trade.date, List.copyOf(current));
        }
        Team.ALL.forEach(team -> numbers.add(numbers(allOf(team, LocalDate.MAX))));
    }

    /** Of a player who has had this spot. */
    static String position(int spot) {
        int ofTeam = spot % SIZE;
        return ofTeam >= FIRST_GOALIE ? "G" : ofTeam >= FIRST_DEFENSEMAN ? "D" : String.valueOf("CLR".charAt(ofTeam % 3));
    }

    /** The line or pair, or the rank of a goalie; 0 is the first. */
    static int unit(int spot) {
        int ofTeam = spot % SIZE;
        return ofTeam >= FIRST_GOALIE ? ofTeam - FIRST_GOALIE : ofTeam >= FIRST_DEFENSEMAN ? (ofTeam - FIRST_DEFENSEMAN) / 2 : ofTeam / 3;
    }

    private static List<Trade> summerTrades(Season season) {
        return trades("summer trades", SUMMER_TRADES, season, random -> season.preseasonStart());
    }

    /** Between November and the deadline in March, in order. */
    static List<Trade> tradesDuring(Season season) {
        return trades("trades", SEASON_TRADES, season, random -> season.regularStart().plusDays(random.between(35, 152)));
    }

    private static List<Trade> trades(String purpose, int count, Season season, Function<SeededRandom, LocalDate> date) {
        SeededRandom random = new SeededRandom(purpose, season.startYear());
        return Stream.generate(() -> Trade.random(random, date.apply(random))).limit(season.startYear() < FIRST_SEASON_WITH_TRADES ? 0 : count)
                .sorted(Comparator.comparing(Trade::date)).toList();
    }

    /** By spot. */
    List<Player> of(Team team, LocalDate date) {
        return players.floorEntry(date).getValue().subList(team.index() * SIZE, (team.index() + 1) * SIZE);
    }

    /** The team's players of this season up to that day, including those traded away: they have games for it. */
    List<Player> allOf(Team team, LocalDate until) {
        return players.headMap(until, true).keySet().stream().flatMap(date -> of(team, date).stream()).distinct().toList();
    }

    /** The same for the whole season; no two players of a team's season have the same. */
    int number(Team team, Player player) {
        return numbers.get(team.index()).get(player.id());
    }

    Optional<Team> teamOf(Player player, LocalDate date) {
        return Team.ALL.stream().filter(team -> of(team, date).contains(player)).findFirst();
    }

    private static Map<Integer, Integer> numbers(List<Player> players) {
        Map<Integer, Integer> numbers = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Player player : players) {
            int number = player.wantedNumber();
            while (!taken.add(number)) {
                number = number % 98 + 1;
            }
            numbers.put(player.id(), number);
        }
        return numbers;
    }
}
