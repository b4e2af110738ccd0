package nhldata.sample;

import java.time.LocalDate;
import java.util.List;

/** Which team plays on which day of a regular season: never two games a day, and rest after two days in a row. */
final class DayGrid {
    private static final int MOST_GAMES_A_DAY = 16;
    private final List<LocalDate> days;
    private final boolean[][] plays;
    private final int[] games;

    DayGrid(List<LocalDate> days) {
        this.days = days;
        this.plays = new boolean[days.size()][Teams.COUNT];
        this.games = new int[days.size()];
    }

    int days() {
        return days.size();
    }

    LocalDate date(int day) {
        return days.get(day);
    }

    boolean plays(int day, Team team) {
        return day >= 0 && day < plays.length && plays[day][team.index()];
    }

    boolean free(int day, Pairing pairing) {
        return games[day] < MOST_GAMES_A_DAY && !plays(day, pairing.home()) && !plays(day, pairing.away());
    }

    boolean freeAndRested(int day, Pairing pairing) {
        return free(day, pairing) && rested(day, pairing.home()) && rested(day, pairing.away());
    }

    private boolean rested(int day, Team team) {
        return !(plays(day - 1, team) && plays(day - 2, team))
                && !(plays(day - 1, team) && plays(day + 1, team))
                && !(plays(day + 1, team) && plays(day + 2, team));
    }

    void put(int day, Pairing pairing) {
        set(day, pairing, true);
    }

    void remove(int day, Pairing pairing) {
        set(day, pairing, false);
    }

    private void set(int day, Pairing pairing, boolean playing) {
        plays[day][pairing.home().index()] = playing;
        plays[day][pairing.away().index()] = playing;
        games[day] += playing ? 1 : -1;
    }
}
