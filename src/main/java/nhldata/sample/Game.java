package nhldata.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A game and how it will end.
 *
 * @param date          the day it is played, in its arena; {@code start} may be a day later in UTC
 * @param postponedFrom the day it was first to be played; null for nearly all
 */
record Game(int id, Season season, GameType type, LocalDate date, Instant start, Team away, Team home, Score score,
        LocalDate postponedFrom) {
    private static final Duration DURATION = Duration.ofMinutes(170);

    /** The API's gameState, as far as the sample league goes through them. */
    enum State { FUT, LIVE, FINAL, OFF }

    /** On the game's own day; see {@link #postponedBy} for the day on which it was not played. */
    State state(Instant now) {
        if (now.isBefore(start)) {
            return State.FUT;
        }
        if (now.isBefore(start.plus(DURATION))) {
            return State.LIVE;
        }
        return switch (type) {
            case REGULAR, PLAYOFF -> State.OFF;
            case PRESEASON, NOT_NHL -> State.FINAL;
        };
    }

    boolean over(Instant now) {
        return state(now).compareTo(State.LIVE) > 0;
    }

    /** Whether the world knows at this time that the game will not be played on its first day: six hours ahead. */
    boolean postponedBy(Instant now) {
        return postponedFrom != null && !now.isBefore(firstStart().minus(Duration.ofHours(6)));
    }

    boolean listedOn(LocalDate day, Instant now) {
        return day.equals(postponedFrom) || postponedFrom == null || postponedBy(now);
    }

    Instant firstStart() {
        return postponedFrom == null ? start : start.minus(ChronoUnit.DAYS.between(postponedFrom, date), ChronoUnit.DAYS);
    }

    Team team(Side side) {
        return side == Side.AWAY ? away : home;
    }
}
