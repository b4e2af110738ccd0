package nhldata.sample;

/** The API's number for it, and the digits 5 and 6 of the game's id. */
enum GameType {
    PRESEASON(1), REGULAR(2), PLAYOFF(3),
    /** On the NHL's schedule, but between teams that are not of the NHL. */
    NOT_NHL(12);

    private final int code;

    GameType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    int gameId(Season season, int number) {
        return (season.startYear() * 100 + code) * 10_000 + number;
    }
}
