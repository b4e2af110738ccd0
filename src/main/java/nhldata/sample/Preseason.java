package nhldata.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** About a hundred games in the second half of September. */
final class Preseason {
    private static final int DAYS = 15;

    private Preseason() {
    }

    static List<Fixture> fixtures(Season season) {
        Dice dice = Dice.of("preseason", season.startYear());
        List<Fixture> fixtures = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = season.preseasonStart().plusDays(day);
            List<Team> teams = new ArrayList<>(Teams.ALL);
            dice.shuffle(teams);
            int games = dice.between(4, 10);
            for (int game = 0; game < games; game++) {
                fixtures.add(new Fixture(new Pairing(teams.get(2 * game), teams.get(2 * game + 1)), date, null));
            }
        }
        return fixtures;
    }
}
