package nhldata.sample;

import java.util.ArrayList;
import java.util.List;

/** One team's half of a box score. */
final class TeamSheet {
    final Lineup lineup;
    final List<SkaterLine> skaters;
    final List<GoalieLine> goalies = new ArrayList<>();
    /** Penalties of two minutes that gave the opponent a power play. */
    int minors;

    TeamSheet(Lineup lineup) {
        this.lineup = lineup;
        this.skaters = lineup.skaters().stream().map(SkaterLine::new).toList();
    }

    int shots() {
        return skaters.stream().mapToInt(line -> line.shots).sum();
    }
}
