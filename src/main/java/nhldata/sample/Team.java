package nhldata.sample;

/**
 * A real team's name and id; its players are invented.
 *
 * @param index its line in the league's table, 0 to 31: sixteen of the east and sixteen of the west, eight a division;
 *              -1 for a team that is not of the league
 */
record Team(int index, int id, String abbrev, String placeName, String commonName, VenueZone zone) {
    String fullName() {
        return placeName + " " + commonName;
    }

    String venue() {
        return placeName + " Arena";
    }

    boolean inLeague() {
        return index >= 0;
    }

    int conference() {
        return index / 16;
    }
}
