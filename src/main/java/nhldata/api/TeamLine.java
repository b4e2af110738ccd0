package nhldata.api;

/** A team and its goals in the final score. A shootout counts as one goal in api-web. */
public record TeamLine(Team team, Integer score) {
}
