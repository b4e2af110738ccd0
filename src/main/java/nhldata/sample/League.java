package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole league, computed on demand. Thread-safe. Only the calendars of the seasons used last are kept, in memory. A
 * document depends on the request and the time alone.
 */
final class League {
    private static final int SEASONS_KEPT = 8;
    private static final int LONGEST_PLAYOFFS = 75;
    private final Map<Season, SeasonCalendar> calendars = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Season, SeasonCalendar> eldest) {
            return size() > SEASONS_KEPT;
        }
    };

    synchronized SeasonCalendar calendar(Season season) {
        return calendars.computeIfAbsent(season, SeasonCalendar::new);
    }

    /** Of the season of that day; between two seasons, of the coming one. */
    SeasonCalendar calendarAround(LocalDate date) {
        Season season = Season.around(date);
        Season before = new Season(season.startYear() - 1);
        boolean mayPlay = Season.exists(before.startYear()) && !date.isAfter(before.playoffStart().plusDays(LONGEST_PLAYOFFS));
        boolean stillPlaying = mayPlay && !date.isAfter(calendar(before).playoffEnd);
        return calendar(stillPlaying ? before : season);
    }

    /** The schedule of that day: including games postponed from it, and games postponed to it once that is known. */
    List<Game> listed(LocalDate day, Instant now) {
        return calendarAround(day).on(day).stream().filter(game -> game.listedOn(day, now)).toList();
    }

    Optional<Game> game(long id) {
        int startYear = (int) (id / 1_000_000);
        return Season.exists(startYear) ? calendar(new Season(startYear)).game((int) id) : Optional.empty();
    }

    BoxScore boxScore(Game game) {
        return new BoxScore(game, calendar(game.season()).rosters);
    }

    /** Empty before the July in which the season is prepared. */
    Optional<ObjectNode> roster(Team team, Season season, Instant now) {
        LocalDate today = today(now);
        if (season.startYear() > Season.around(today).startYear()) {
            return Optional.empty();
        }
        Rosters rosters = calendar(season).rosters;
        return Optional.of(PlayerDocuments.roster(rosters, team, rosters.allOf(team, today)));
    }

    /** Empty for a future player, or one whose seasons are outside those that exist. */
    Optional<ObjectNode> landing(int playerId, Instant now) {
        LocalDate today = today(now);
        Season season = Season.around(today);
        return Player.find(playerId)
                .filter(player -> player.lastSeason() >= Season.FIRST && player.firstSeason() <= season.startYear())
                .map(player -> {
                    Rosters rosters = calendar(season).rosters;
                    return PlayerDocuments.landing(rosters, player,
                            player.active(season.startYear()) ? rosters.teamOf(player, today) : Optional.empty());
                });
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
