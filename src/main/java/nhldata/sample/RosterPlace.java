package nhldata.sample;

/**
 * The 26 places of a roster, by number: five lines of centre, left and right wing (the fifth in reserve), four pairs of
 * defensemen (the fourth in reserve), three goalies. A player changes his team but never his place.
 */
final class RosterPlace {
    static final int COUNT = 26;
    static final int LINES = 4;
    static final int PAIRS = 3;
    private static final int FIRST_DEFENSEMAN = 15;
    static final int FIRST_GOALIE = 23;

    private RosterPlace() {
    }

    static int forward(int line, int wing) {
        return line * 3 + wing;
    }

    static int defenseman(int pair, int side) {
        return FIRST_DEFENSEMAN + pair * 2 + side;
    }

    static String position(int place) {
        if (place >= FIRST_GOALIE) {
            return "G";
        }
        return place >= FIRST_DEFENSEMAN ? "D" : String.valueOf("CLR".charAt(place % 3));
    }

    /** 0 for the first line, pair or goalie. */
    static int rank(int place) {
        if (place >= FIRST_GOALIE) {
            return place - FIRST_GOALIE;
        }
        return place >= FIRST_DEFENSEMAN ? (place - FIRST_DEFENSEMAN) / 2 : place / 3;
    }
}
