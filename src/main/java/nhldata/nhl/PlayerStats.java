package nhldata.nhl;

/**
 * One player in one game. A skater has no goalie line and the reverse; a scratch (listed, but not dressed; statsapi only)
 * has neither. The team is that of this game.
 */
public record PlayerStats(Side side, Team team, Integer jerseyNumber, Person person, Position position,
                         SkaterStats skater, GoalieStats goalie) {

    int goals() {
        if (skater != null) {
            return skater.goals();
        }
        return goalie == null || goalie.goals() == null ? 0 : goalie.goals();
    }

    /** Whether anything is known of what he did in this game: false for a scratch and for a goalie who sat on the bench. */
    boolean hasStatistics() {
        return skater != null && skater.isAnyCounted() || goalie != null && goalie.isAnyCounted();
    }

    PlayerStats withPerson(Person completed) {
        return new PlayerStats(side, team, jerseyNumber, completed, position, skater, goalie);
    }
}
