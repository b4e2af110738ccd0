package nhldata.nhl;

/**
 * One player in one game. A skater has no goalie statistics and a goalie no skater statistics; a scratch (listed, but not dressed;
 * statsapi only) has neither. The team is that of this game.
 */
public record PlayerStats(Side side, Team team, Integer jerseyNumber, Person person, Position position,
                         SkaterStats skater, GoalieStats goalie) {

    int goals() {
        if (skater != null) {
            return skater.goals();
        }
        return goalie == null || goalie.goals() == null ? 0 : goalie.goals();
    }

    int assists() {
        if (skater != null) {
            return skater.assists();
        }
        return goalie == null || goalie.assists() == null ? 0 : goalie.assists();
    }

    /** Whether the player has statistics in this game: false for a scratch and for a goalie who stayed on the bench. */
    boolean hasStatistics() {
        return skater != null && skater.hasStatistics() || goalie != null && goalie.hasStatistics();
    }

    PlayerStats withPerson(Person completed) {
        return new PlayerStats(side, team, jerseyNumber, completed, position, skater, goalie);
    }
}
