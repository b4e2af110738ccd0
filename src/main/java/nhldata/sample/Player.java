package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An invented player, computed from the id alone. Any likeness of a name to a real player's is chance. Each spot of the 32
 * rosters has a succession of players, so that the league is complete in every season.
 *
 * @param id            from 9,000,000 up, where the NHL has no player
 * @param position      C, L, R, D or G
 * @param birthProvince null outside Canada and the United States
 * @param firstSeason   start year of the first season, as {@code lastSeason} of the last
 * @param skill         about 1 for an average player of that role
 * @param wantedNumber  the sweater number, unless a teammate has it
 */
record Player(int id, String firstName, String lastName, String position, LocalDate birthDate, String birthCity,
        String birthProvince, String birthCountry, String shootsCatches, int heightInInches, int weightInPounds,
        int firstSeason, int lastSeason, double skill, int wantedNumber) {
    static final int FIRST_ID = 9_000_000;
    private static final int PLAYERS_OF_A_SPOT = 64;
    private static final int LAST_ID = FIRST_ID + Rosters.SPOTS * PLAYERS_OF_A_SPOT - 1;
    private static final int EARLIEST_SEASON = 1950;
    static final List<Origin> ORIGINS = Resources.list("names.json", Origin[].class).stream().map(Origin::complete).toList();
    private static final double[] SHARES = ORIGINS.stream().mapToDouble(Origin::share).toArray();

    /**
     * Where players come from and what people are called there: an entry of {@code names.json}.
     *
     * @param share     of all players, in percent
     * @param lastHeads beginnings of more last names, each of which goes with each of {@code lastTails}; null for none
     * @param cities    each with its province where the country has them in the API
     */
    record Origin(String country, int share, List<String> first, List<String> last, List<String> lastHeads,
            List<String> lastTails, List<List<String>> cities) {
        private Origin complete() {
            List<String> names = new ArrayList<>(last);
            if (lastHeads != null) {
                lastHeads.forEach(head -> lastTails.forEach(tail -> names.add(head + tail)));
            }
            return new Origin(country, share, first, names, null, null, cities);
        }
    }

    /** The player who has this spot in the season. */
    static Player of(int spot, int startYear) {
        int years = years(spot);
        return of(FIRST_ID + spot * PLAYERS_OF_A_SPOT + (startYear - EARLIEST_SEASON + phase(spot, years)) / years);
    }

    /** Empty for an id outside the sample league; the first and last seasons may lie outside those that exist. */
    static Optional<Player> find(int id) {
        return id >= FIRST_ID && id <= LAST_ID ? Optional.of(of(id)) : Optional.empty();
    }

    private static Player of(int id) {
        int spot = (id - FIRST_ID) / PLAYERS_OF_A_SPOT;
        int years = years(spot);
        int firstSeason = EARLIEST_SEASON + (id - FIRST_ID) % PLAYERS_OF_A_SPOT * years - phase(spot, years);
        String position = Rosters.position(spot);
        int unit = Rosters.unit(spot);

        SeededRandom random = new SeededRandom("player", id);
        Origin origin = ORIGINS.get(random.weighted(SHARES));
        List<String> city = random.pick(origin.cities());
        int height = random.between(70, 76) + (position.equals("D") || position.equals("G") ? 1 : 0);
        int age = unit == 0 ? random.between(18, 21) : random.between(19, 24);
        LocalDate birthDate = LocalDate.of(firstSeason - age, 1, 1).plusDays(random.below(270));
        return new Player(id, random.pick(origin.first()), random.pick(origin.last()), position, birthDate, city.get(0),
                city.size() > 1 ? city.get(1) : null, origin.country(), random.chance(0.63) ? "L" : "R", height,
                height * 6 - 240 + random.between(-12, 18), firstSeason, firstSeason + years - 1, skill(random, unit),
                position.equals("G") ? random.between(29, 41) : random.between(2, 98));
    }

    /** Stars are rare and play on the first two lines and pairs. */
    private static double skill(SeededRandom random, int unit) {
        double skill = random.between(0.75, 1.2);
        return unit < 2 && random.chance(0.16) ? skill * random.between(1.15, 1.34) : skill;
    }

    /** How long each player of the spot stays in the league. */
    private static int years(int spot) {
        return new SeededRandom("career", spot).between(5, 14);
    }

    private static int phase(int spot, int years) {
        return new SeededRandom("phase", spot).below(years);
    }

    boolean active(int startYear) {
        return startYear >= firstSeason && startYear <= lastSeason;
    }

    boolean forward() {
        return !position.equals("D") && !position.equals("G");
    }

    /** As in box scores: {@code É. Valcourt}. */
    String shortName() {
        return firstName.charAt(0) + ". " + lastName;
    }

    /** The season's form: skill, age and luck. */
    double form(int startYear) {
        double yearsFromPeak = Math.abs(startYear - birthDate.getYear() - 26);
        double luck = new SeededRandom("form", id, startYear).between(0.88, 1.12);
        return skill * (1.05 - Math.min(0.3, 0.025 * yearsFromPeak)) * luck;
    }

    boolean injured(Season season, LocalDate date) {
        SeededRandom random = new SeededRandom("injury", id, season.startYear());
        if (!random.chance(0.55)) {
            return false;
        }
        int from = random.below(190);
        int day = season.dayOf(date);
        return day >= from && day < from + random.between(4, 45);
    }
}
