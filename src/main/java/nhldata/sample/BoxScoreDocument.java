package nhldata.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** {@code /v1/gamecenter/{id}/boxscore} in the flat form of today. It has players when the game is over. */
final class BoxScoreDocument {
    private static final List<Counted> COUNTED = Resources.rows("counted.csv").stream()
            .map(cells -> new Counted(Integer.parseInt(cells[0]), cells[1], List.of(cells[2].split(" ")))).toList();

    /** Statistics of a team, a skater or a goalie that are counted since a season. */
    private record Counted(int firstSeason, String part, List<String> fields) { }

    private BoxScoreDocument() {
    }

    static ObjectNode of(League league, Game game, Instant now) {
        LocalDate day = game.postponedFrom() == null || game.postponedBy(now) ? game.date() : game.postponedFrom();
        GameJson form = new GameJson(game, day, now);
        BoxScore box = form.played ? league.boxScore(game) : null;
        ObjectNode json = form.json();
        json.put("limitedScoring", false).put("gameDate", day.toString());
        json.set("venue", Json.text(game.home().venue()));
        json.set("venueLocation", Json.text(game.home().placeName()));
        form.putStart(json);
        json.putArray("tvBroadcasts");
        form.putState(json);
        form.putPeriod(json);
        json.put("regPeriods", 3);
        for (Side side : Side.values()) {
            json.set(side.prefix() + "Team", team(game, side, box));
        }
        if (box != null) {
            GameJson.putStoppedClock(json);
            ObjectNode players = json.putObject("playerByGameStats");
            for (Side side : Side.values()) {
                putPlayers(players.putObject(side.prefix() + "Team"), game.season(), box, side);
            }
            json.putObject("summary");
            form.putOutcome(json);
        }
        return json;
    }

    private static ObjectNode team(Game game, Side side, BoxScore box) {
        Team team = game.team(side);
        ObjectNode json = Json.object().put("id", team.id());
        json.set("commonName", Json.text(team.commonName()));
        json.put("abbrev", team.abbrev());
        if (box != null) {
            json.put("score", game.score().of(side)).put("sog", box.team(side).shots());
        }
        GameJson.putLogos(json, team);
        GameJson.putPlaceNames(json, team);
        return asCounted(game.season(), "team", json);
    }

    private static void putPlayers(ObjectNode json, Season season, BoxScore box, Side side) {
        ArrayNode forwards = json.putArray("forwards");
        ArrayNode defense = json.putArray("defense");
        ArrayNode goalies = json.putArray("goalies");
        box.team(side).skaters.forEach(skater -> (skater.player.forward() ? forwards : defense).add(asCounted(season, "skater", skater(season, skater))));
        box.goalies(side).forEach(goalie -> goalies.add(asCounted(season, "goalie", goalie(goalie))));
    }

    private static ObjectNode player(Player player, int number, String position) {
        ObjectNode json = Json.object().put("playerId", player.id()).put("sweaterNumber", number);
        json.set("name", Json.text(player.shortName()));
        return json.put("position", position);
    }

    private static ObjectNode skater(Season season, SkaterStats skater) {
        String forwards = season.era().forwards();
        return player(skater.player, skater.number, skater.player.forward() && !forwards.isEmpty() ? forwards : skater.player.position())
                .put("goals", skater.goals).put("assists", skater.assists).put("points", skater.goals + skater.assists)
                .put("plusMinus", skater.plusMinus).put("pim", skater.penaltyMinutes).put("hits", skater.hits)
                .put("powerPlayGoals", skater.powerPlayGoals).put("sog", skater.shots)
                .put("faceoffWinningPctg", Json.share(skater.faceoffsWon, skater.faceoffsTaken))
                .put("toi", Json.clock(skater.seconds)).put("blockedShots", skater.blockedShots).put("shifts", skater.shifts)
                .put("giveaways", skater.giveaways).put("takeaways", skater.takeaways);
    }

    private static ObjectNode goalie(GoalieStats goalie) {
        int shots = goalie.shots();
        int saves = shots - goalie.goals();
        ObjectNode json = player(goalie.player(), goalie.number(), goalie.player().position());
        json.put("evenStrengthShotsAgainst", savesOfShots(goalie, Goal.Strength.EVEN));
        json.put("powerPlayShotsAgainst", savesOfShots(goalie, Goal.Strength.POWER_PLAY));
        json.put("shorthandedShotsAgainst", savesOfShots(goalie, Goal.Strength.SHORT_HANDED));
        json.put("saveShotsAgainst", saves + "/" + shots);
        if (shots > 0) {
            json.put("savePctg", Json.share(saves, shots));
        }
        json.put("evenStrengthGoalsAgainst", goalie.goals(Goal.Strength.EVEN));
        json.put("powerPlayGoalsAgainst", goalie.goals(Goal.Strength.POWER_PLAY));
        json.put("shorthandedGoalsAgainst", goalie.goals(Goal.Strength.SHORT_HANDED));
        json.put("pim", 0).put("goalsAgainst", goalie.goals()).put("toi", Json.clock(goalie.seconds())).put("starter", goalie.starter());
        if (goalie.decision() != null) {
            json.put("decision", goalie.decision());
        }
        return json.put("shotsAgainst", shots).put("saves", saves);
    }

    private static String savesOfShots(GoalieStats goalie, Goal.Strength strength) {
        return goalie.shots(strength) - goalie.goals(strength) + "/" + goalie.shots(strength);
    }

    /** With zeros, or nothing, for what was not counted in the season. */
    private static ObjectNode asCounted(Season season, String part, ObjectNode json) {
        for (Counted counted : COUNTED) {
            if (counted.part.equals(part) && season.startYear() < counted.firstSeason) {
                if (season.era().uncounted().equals("absent")) {
                    json.remove(counted.fields);
                } else {
                    counted.fields.stream().filter(json::has).forEach(field -> putZero(json, field, json.get(field)));
                }
            }
        }
        return json;
    }

    /** In the form of the value: {@code 0}, {@code 00:00} or {@code 0/0}. */
    private static void putZero(ObjectNode json, String field, JsonNode value) {
        if (value.isNumber()) {
            json.put(field, 0);
        } else {
            json.put(field, value.textValue().contains("/") ? "0/0" : "00:00");
        }
    }
}
