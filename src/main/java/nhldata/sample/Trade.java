package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Two teams exchange the holders of the same place.
 *
 * @param from the first day on which they may play for their new teams
 */
record Trade(LocalDate from, int place, Team one, Team other) {
    /** Until then everybody stayed where he was. */
    static final int FIRST_SEASON = 1980;
    private static final int SUMMER_TRADES = 40;
    private static final int SEASON_TRADES = 10;

    /** Before the season's first game. */
    static List<Trade> ofSummer(Season season) {
        Dice dice = Dice.of("summer trades", season.startYear());
        LocalDate summer = season.preseasonStart().minusMonths(2);
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < SUMMER_TRADES && season.startYear() >= FIRST_SEASON; i++) {
            trades.add(drawn(dice, summer));
        }
        return trades;
    }

    /** Between November and the deadline in March, in order. */
    static List<Trade> during(Season season) {
        Dice dice = Dice.of("trades", season.startYear());
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < SEASON_TRADES && season.startYear() >= FIRST_SEASON; i++) {
            trades.add(drawn(dice, season.regularStart().plusDays(dice.between(35, 152))));
        }
        trades.sort(Comparator.comparing(Trade::from));
        return trades;
    }

    private static Trade drawn(Dice dice, LocalDate from) {
        int one = dice.below(Teams.COUNT);
        int other = (one + 1 + dice.below(Teams.COUNT - 1)) % Teams.COUNT;
        return new Trade(from, dice.below(RosterPlace.COUNT), Teams.ALL.get(one), Teams.ALL.get(other));
    }

    void apply(int[] lineageAtPlace) {
        int a = one.index() * RosterPlace.COUNT + place;
        int b = other.index() * RosterPlace.COUNT + place;
        int moved = lineageAtPlace[a];
        lineageAtPlace[a] = lineageAtPlace[b];
        lineageAtPlace[b] = moved;
    }
}
