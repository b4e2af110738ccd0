package nhldata.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A game and its result.
 *
 * @param date          the day of the game at its arena; {@code start} may be a day later in UTC
 * @param postponedFrom the day for which it was first scheduled, if another one; otherwise null
 */
record Game(int id, Season season, Type type, LocalDate date, LocalDate postponedFrom, Instant start, Team away, Team home, Score score) {
    private static final Duration DURATION = Duration.ofMinutes(170);
    private static final int EVENING = 19 * 60;
    private static final int AFTERNOON = 13 * 60;

    /** With the API's code, which is digits 5 and 6 of the game's id. */
    enum Type {
        PRESEASON(1), REGULAR(2), PLAYOFF(3),
        /** On the NHL's schedule, but between teams outside the NHL. */
        NOT_NHL(12);

        final int code;

        Type(int code) {
            this.code = code;
        }
    }

    /** The API's gameState, as far as the sample league has them. */
    enum State { FUT, LIVE, FINAL, OFF }

    /** @param number the last four digits of its id */
    static Game of(Season season, Type type, int number, LocalDate date, LocalDate postponedFrom, Team away, Team home) {
        int id = (season.startYear() * 100 + type.code) * 10_000 + number;
        return new Game(id, season, type, date, postponedFrom, startOf(id, date, home.zone()), away, home,
                Score.of(season, type, id, away, home));
    }

    /** In the evening at the arena, which is the next day in UTC for most; sometimes on the afternoon of a weekend. */
    private static Instant startOf(int gameId, LocalDate date, Team.Zone zone) {
        SeededRandom random = new SeededRandom("start", gameId);
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        int minutes = (weekend && random.chance(0.3) ? AFTERNOON : EVENING) + 30 * random.weighted(6, 2, 1);
        return date.atStartOfDay(ZoneOffset.ofHours(zone.utcOffsetHours(date))).plusMinutes(minutes).toInstant();
    }

    /** On the day it is played; see {@link #postponedBy} for the day on which it was not played. */
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

    /** Whether the postponement is known at this time: six hours before the first start. */
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
