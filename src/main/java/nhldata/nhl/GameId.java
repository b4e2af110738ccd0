package nhldata.nhl;

/** The NHL's game id: ten digits, season's start year, type, number, as in 2019030042. */
final class GameId {
    private static final int LENGTH = 10;

    private GameId() { }

    /** True for ten ASCII digits of which the first is not zero: safe in an object key, a URL and a bigint column. */
    static boolean isValid(String text) {
        if (text == null || text.length() != LENGTH || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static String season(String gameId) {
        int start = Integer.parseInt(gameId.substring(0, 4));
        return start + "" + (start + 1);
    }

    static int gameType(String gameId) {
        return Integer.parseInt(gameId.substring(4, 6));
    }
}
