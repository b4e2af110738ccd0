package nhldata.sample;

import java.util.Map;

/** Minor penalties, a fight in every tenth game, a misconduct now and then. */
final class Penalties {
    private Penalties() {
    }

    static void draw(Dice dice, Map<Side, TeamSheet> sheets) {
        boolean fight = dice.chance(0.1);
        for (TeamSheet sheet : sheets.values()) {
            sheet.minors = dice.poisson(3.2);
            for (int i = 0; i < sheet.minors; i++) {
                dice.pick(sheet.skaters).penaltyMinutes += 2;
            }
            if (fight) {
                dice.pick(sheet.skaters).penaltyMinutes += 5;
            }
            if (dice.chance(0.03)) {
                dice.pick(sheet.skaters).penaltyMinutes += 10;
            }
        }
    }
}
