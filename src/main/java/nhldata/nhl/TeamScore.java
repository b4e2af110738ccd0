package nhldata.nhl;

/** A team and its goals in the final score. A shootout counts as one goal in api-web. */
public record TeamScore(Team team, Integer score) {
}
