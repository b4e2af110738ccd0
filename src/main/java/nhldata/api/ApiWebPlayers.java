package nhldata.api;

import java.util.ArrayList;
import java.util.List;

/** The players of one side of an api-web box score, in the groups forwards, defense and goalies. */
final class ApiWebPlayers {
    private static final Fields GROUPS = Fields.always("forwards", "defense", "goalies");

    private final DocumentShape shape;
    private final Side side;
    private final Team team;

    ApiWebPlayers(DocumentShape shape, Side side, Team team) {
        this.shape = shape;
        this.side = side;
        this.team = team;
    }

    List<PlayerLine> read(JsonObject groups, UniquePlayers players) {
        groups.compareWith(GROUPS);
        List<PlayerLine> lines = new ArrayList<>();
        for (String group : List.of("forwards", "defense")) {
            List<JsonObject> skaters = groups.objects(group);
            if (skaters.isEmpty()) {
                throw groups.refuse(group, "nobody; no side ever played without " + group);
            }
            for (JsonObject skater : skaters) {
                lines.add(line(skater, players, ApiWebSkater.read(skater, shape), null));
            }
        }
        refuseUnknownGroups(groups);
        List<JsonObject> goalies = groups.objects("goalies");
        if (goalies.isEmpty()) {
            groups.odd("goalies", "no goalie");
        }
        for (JsonObject goalie : goalies) {
            lines.add(line(goalie, players, null, ApiWebGoalie.read(goalie, shape)));
        }
        return lines;
    }

    /** A group that is not known would be players that are silently left out. */
    private static void refuseUnknownGroups(JsonObject groups) {
        for (String name : groups.names()) {
            if (!GROUPS.always().contains(name) && groups.isList(name)) {
                throw groups.refuse(name, "a group of players that is not known here (known: forwards, defense, goalies)");
            }
        }
    }

    private PlayerLine line(JsonObject player, UniquePlayers players, SkaterStats skater, GoalieStats goalie) {
        Person person = Person.named(player.requiredInteger("playerId", 1), ApiWebName.required(player, "name"));
        String code = player.text("position");
        Position position = Position.ofCode(code);
        if (code != null && position == null) {
            player.odd("position", code);
        }
        PlayerLine line = new PlayerLine(side, team, Numeral.of(player, "sweaterNumber"), person, position, skater, goalie);
        players.add(line, player, "playerId");
        return line;
    }
}
