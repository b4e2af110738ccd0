package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who plays for whom in one season, from day to day. Immutable. */
final class Rosters {
    private final Season season;
    /** The players by team and place, from each date on which a trade changed them. */
    private final NavigableMap<LocalDate, List<List<Player>>> arrangements = new TreeMap<>();
    private final List<Map<Integer, Integer>> numbers = new ArrayList<>();

    Rosters(Season season) {
        this.season = season;
        int[] lineages = arrangementBefore(season);
        Map<Integer, Player> players = new HashMap<>();
        arrangements.put(LocalDate.MIN, arrangement(lineages, players));
        for (Trade trade : Trade.during(season)) {
            trade.apply(lineages);
            arrangements.put(trade.from(), arrangement(lineages, players));
        }
        Teams.ALL.forEach(team -> numbers.add(numbersOf(everHeldBy(team, LocalDate.MAX))));
    }

    /** By place. */
    List<Player> of(Team team, LocalDate date) {
        return arrangements.floorEntry(date).getValue().get(team.index());
    }

    /**
     * Everybody who was on the team's roster in this season up to that day, those traded away included: they have
     * games for it.
     */
    List<Player> everHeldBy(Team team, LocalDate until) {
        Map<Integer, Player> held = new LinkedHashMap<>();
        arrangements.headMap(until, true).values()
                .forEach(teams -> teams.get(team.index()).forEach(player -> held.putIfAbsent(player.id(), player)));
        return List.copyOf(held.values());
    }

    /** Fixed for the season; no two players of a team's season have the same. */
    int number(Team team, Player player) {
        return numbers.get(team.index()).get(player.id());
    }

    Optional<Team> teamOf(Player player, LocalDate date) {
        return Teams.ALL.stream().filter(team -> of(team, date).contains(player)).findFirst();
    }

    private static int[] arrangementBefore(Season season) {
        int[] lineages = new int[Careers.LINEAGES];
        for (int i = 0; i < lineages.length; i++) {
            lineages[i] = i;
        }
        for (int year = Trade.FIRST_SEASON; year < season.startYear(); year++) {
            Season past = new Season(year);
            Trade.ofSummer(past).forEach(trade -> trade.apply(lineages));
            Trade.during(past).forEach(trade -> trade.apply(lineages));
        }
        Trade.ofSummer(season).forEach(trade -> trade.apply(lineages));
        return lineages;
    }

    private List<List<Player>> arrangement(int[] lineages, Map<Integer, Player> players) {
        List<List<Player>> teams = new ArrayList<>();
        for (int team = 0; team < Teams.COUNT; team++) {
            List<Player> roster = new ArrayList<>();
            for (int place = 0; place < RosterPlace.COUNT; place++) {
                int id = Careers.idOf(lineages[team * RosterPlace.COUNT + place], season.startYear());
                roster.add(players.computeIfAbsent(id, Careers::player));
            }
            teams.add(List.copyOf(roster));
        }
        return List.copyOf(teams);
    }

    private static Map<Integer, Integer> numbersOf(List<Player> players) {
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
