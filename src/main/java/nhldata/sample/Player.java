package nhldata.sample;

import java.time.LocalDate;

/**
 * An invented player. Any likeness of a name to a real player's is chance.
 *
 * @param id           from 9,000,000 up, where the NHL has no player
 * @param position     C, L, R, D or G
 * @param birthProvince null outside Canada and the United States
 * @param firstSeason  start year of his first season, as {@code lastSeason} of his last
 * @param skill        about 1 for an average man of his role
 * @param wantedNumber the sweater number he gets where nobody else has it
 */
record Player(int id, String firstName, String lastName, String position, LocalDate birthDate, String birthCity,
        String birthProvince, String birthCountry, String shootsCatches, int heightInInches, int weightInPounds,
        int firstSeason, int lastSeason, double skill, int wantedNumber) {

    boolean active(int startYear) {
        return startYear >= firstSeason && startYear <= lastSeason;
    }

    /** As box scores name him: {@code É. Valcourt}. */
    String shortName() {
        return firstName.charAt(0) + ". " + lastName;
    }

    /** How he does in this season: his skill, his age and his luck. */
    double form(int startYear) {
        double yearsFromPeak = Math.abs(startYear - birthDate.getYear() - 26);
        double luck = Dice.of("form", id, startYear).between(0.88, 1.12);
        return skill * (1.05 - Math.min(0.3, 0.025 * yearsFromPeak)) * luck;
    }

    boolean injured(Season season, LocalDate date) {
        Dice dice = Dice.of("injury", id, season.startYear());
        if (!dice.chance(0.55)) {
            return false;
        }
        int from = dice.below(190);
        int day = season.dayOf(date);
        return day >= from && day < from + dice.between(4, 45);
    }
}
