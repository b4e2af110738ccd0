package nhldata.nhl;

import java.util.List;

/** The players of one side of an api-web box score, in the groups forwards, defense and goalies. */
final class ApiWebPlayers {
    private static final Fields GROUPS = Fields.always("forwards", "defense", "goalies");

    private final DocumentFormat format;
    private final Side side;
    private final Team team;
    private final String season;
    private final int longest;

    /** @param longest the longest possible time on ice, in seconds */
    ApiWebPlayers(DocumentFormat format, Side side, Team team, String season, int longest) {
        this.format = format;
        this.side = side;
        this.team = team;
        this.season = season;
        this.longest = longest;
    }

    void read(JsonObject groups, UniquePlayers players) {
        groups.compareWith(GROUPS);
        for (String group : List.of("forwards", "defense")) {
            List<JsonObject> skaters = groups.objects(group);
            if (skaters.isEmpty()) {
                throw groups.invalid(group, "empty; a team always has " + group);
            }
            for (JsonObject skater : skaters) {
                add(skater, players, ApiWebSkater.read(skater, format, season), null);
            }
        }
        rejectUnknownGroups(groups);
        List<JsonObject> goalies = groups.objects("goalies");
        if (goalies.isEmpty()) {
            groups.odd("goalies", "no goalie");
        }
        for (JsonObject goalie : goalies) {
            add(goalie, players, null, ApiWebGoalie.read(goalie, format, season));
        }
    }

    /** Ignoring an unknown group would silently drop its players. */
    private static void rejectUnknownGroups(JsonObject groups) {
        for (String name : groups.names()) {
            if (!GROUPS.always().contains(name) && groups.isList(name)) {
                throw groups.invalid(name, "unknown group of players (known: forwards, defense, goalies)");
            }
        }
    }

    private void add(JsonObject player, UniquePlayers players, SkaterStats skater, GoalieStats goalie) {
        Contradictions.timeOnIce(player, "toi", skater == null ? goalie.timeOnIce() : skater.timeOnIce(), longest);
        Person person = Person.withShortName(player.requiredInteger("playerId", 1), ApiWebName.required(player, "name"));
        String code = player.text("position");
        Position position = Position.ofCode(code);
        if (code != null && position == null) {
            player.odd("position", code);
        }
        players.add(new PlayerStats(side, team, SweaterNumber.of(player, "sweaterNumber"), person, position, skater, goalie), player, "playerId");
    }
}
