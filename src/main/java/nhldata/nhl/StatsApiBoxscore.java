package nhldata.nhl;

import java.util.EnumMap;
import java.util.Map;

/**
 * The box score of statsapi. It has no game id and no state; only its teams show which game it is of. The
 * players are a map with keys such as "ID8471735"; those with {@code "stats": {}} are scratches, and a dressed goalie who did not
 * play is not listed.
 */
final class StatsApiBoxscore {
    private static final Fields ROOT = Fields.always("teams").sometimes("copyright", "officials");
    private static final Fields SIDE = Fields.always("team", "teamStats", "players")
            .sometimes("goalies", "skaters", "onIce", "onIcePlus", "scratches", "penaltyBox", "coaches");
    private static final Fields TEAM = Fields.always("id", "name", "link")
            .sometimes("abbreviation", "triCode", "venue", "teamName", "locationName", "firstYearOfPlay", "division", "conference",
                    "franchise", "shortName", "officialSiteUrl", "franchiseId", "active");
    private static final Fields PLAYER = Fields.always("person", "position", "stats").sometimes("jerseyNumber");

    /** The position of all 223 recorded players with empty statistics, and of no other player. */
    private static final String SCRATCHED = "N/A";

    private final GameKey game;
    private final DriftCollector drift;

    StatsApiBoxscore(GameKey game, DriftCollector drift) {
        this.game = game;
        this.drift = drift;
    }

    Boxscore read(JsonObject root) {
        root.compareWith(ROOT);
        JsonObject teams = root.object("teams");
        ScoreCheck check = new ScoreCheck(null, true);
        UniquePlayers players = new UniquePlayers();
        Map<Side, TeamScore> scores = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            JsonObject object = teams.object(side.label());
            object.compareWith(SIDE);
            TeamScore score = new TeamScore(team(object.object("team"), side), score(object).requiredInteger("goals", 0));
            scores.put(side, score);
            readPlayers(object, side, score.team(), players);
        }
        for (Side side : Side.values()) {
            check.side(side, scores.get(side), players.of(side), score(teams.object(side.label())), "goals");
        }
        check.requireMatchingGoals();
        for (Side side : Side.values()) {
            Contradictions.skaters(teams, side.label(), players.of(side), players.of(side.other()));
            Contradictions.decisions(teams.object(side.label()), "players.ID*.stats.goalieStats.decision", players.of(side),
                    scores.get(side).score() - scores.get(side.other()).score(), null, DocumentFormat.STATSAPI);
        }
        return new Boxscore(game, DocumentFormat.STATSAPI, scores.get(Side.AWAY), scores.get(Side.HOME), null, Occasion.UNKNOWN,
                players.all(), drift.drift());
    }

    private static JsonObject score(JsonObject side) {
        return side.object("teamStats").object("teamSkaterStats");
    }

    private Team team(JsonObject object, Side side) {
        object.compareWith(TEAM);
        int id = object.requiredInteger("id", 1);
        game.requireTeam(side, id, object);
        Team known = NhlTeams.byId(id);
        String name = object.requiredText("name");
        return new Team(id, NhlTeams.abbreviation(id, object.text("abbreviation")),
                known == null ? name : known.fullName(), object.text("link"));
    }

    private void readPlayers(JsonObject object, Side side, Team team, UniquePlayers players) {
        boolean skater = false;
        boolean goalie = false;
        for (Map.Entry<String, JsonObject> entry : object.object("players").objectsByName("ID*").entrySet()) {
            PlayerStats player = player(entry.getValue(), side, team);
            if (!entry.getKey().equals("ID" + player.person().id())) {
                throw entry.getValue().object("person").invalid("id", player.person().id() + " under " + entry.getKey());
            }
            players.add(player, entry.getValue().object("person"), "id");
            goalie |= player.goalie() != null || player.position() != null && "G".equals(player.position().code());
            skater |= player.skater() != null;
        }
        if (!skater) {
            throw object.invalid("players", "no skater of this side has statistics");
        }
        if (!goalie) {
            object.odd("players", "no goalie");
        }
    }

    private PlayerStats player(JsonObject object, Side side, Team team) {
        object.compareWith(PLAYER);
        JsonObject stats = object.object("stats");
        JsonObject skater = stats.optionalObject("skaterStats");
        JsonObject goalie = stats.optionalObject("goalieStats");
        if (skater == null && goalie == null && !stats.isEmpty()) {
            throw object.invalid("stats", "neither skaterStats nor goalieStats, but not the empty object of a scratch");
        }
        if (skater != null && goalie != null) {
            throw object.invalid("stats", "both skaterStats and goalieStats");
        }
        Position position = StatsApiPerson.position(object.optionalObject("position"));
        if (stats.isEmpty() && (position == null || !SCRATCHED.equals(position.code()))) {
            throw object.invalid("stats", "empty, but his position is not that of a scratch, " + SCRATCHED);
        }
        return new PlayerStats(side, team, SweaterNumber.of(object, "jerseyNumber"), StatsApiPerson.read(object.object("person"), game.date()),
                position,
                skater == null ? null : StatsApiStats.skater(skater, game), goalie == null ? null : StatsApiStats.goalie(goalie, game));
    }
}
