package nhldata.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;

/** {@code /v1/gamecenter/{id}/boxscore}, the flat form of today. Players appear in it when the game is over. */
final class BoxScoreDocument {
    private BoxScoreDocument() {
    }

    static ObjectNode of(League league, Game game, Instant now) {
        GameJson form = new GameJson(game, now);
        LocalDate day = game.postponedFrom() == null || game.postponedBy(now) ? game.date() : game.postponedFrom();
        BoxScore box = form.over() ? league.boxScore(game) : null;
        ObjectNode json = Json.object();
        json.put("id", game.id()).put("season", game.season().id()).put("gameType", game.type().code());
        json.put("limitedScoring", false).put("gameDate", day.toString());
        json.set("venue", Json.text(game.home().venue()));
        json.set("venueLocation", Json.text(game.home().placeName()));
        form.putPlace(json, day);
        json.putArray("tvBroadcasts");
        form.putState(json, day);
        form.putPeriod(json, day);
        json.put("regPeriods", 3);
        for (Side side : Side.values()) {
            json.set(side.word() + "Team", team(game, side, box));
        }
        if (box != null) {
            form.putStoppedClock(json);
            ObjectNode players = json.putObject("playerByGameStats");
            for (Side side : Side.values()) {
                players.set(side.word() + "Team", players(game.season(), box.sheets().get(side)));
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
            json.put("score", game.score().of(side)).put("sog", box.sheets().get(side).shots());
        }
        GameJson.putLogos(json, team);
        GameJson.putNames(json, team);
        return game.season().era().asCounted("team", game.season().startYear(), json);
    }

    private static ObjectNode players(Season season, TeamSheet sheet) {
        ObjectNode json = Json.object();
        ArrayNode forwards = json.putArray("forwards");
        ArrayNode defense = json.putArray("defense");
        ArrayNode goalies = json.putArray("goalies");
        sheet.skaters.forEach(line -> (line.skater.defenseman() ? defense : forwards)
                .add(season.era().asCounted("skater", season.startYear(), skater(season, line))));
        sheet.goalies.forEach(line -> goalies.add(season.era().asCounted("goalie", season.startYear(), goalie(line))));
        return json;
    }

    private static ObjectNode player(Dressed dressed) {
        ObjectNode json = Json.object().put("playerId", dressed.player().id()).put("sweaterNumber", dressed.number());
        json.set("name", Json.text(dressed.player().shortName()));
        return json.put("position", dressed.player().position());
    }

    private static ObjectNode skater(Season season, SkaterLine line) {
        String forwards = season.era().forwards();
        ObjectNode json = player(line.skater);
        if (!forwards.isEmpty() && !line.skater.defenseman()) {
            json.put("position", forwards);
        }
        return json
                .put("goals", line.goals).put("assists", line.assists).put("points", line.goals + line.assists)
                .put("plusMinus", line.plusMinus).put("pim", line.penaltyMinutes).put("hits", line.hits)
                .put("powerPlayGoals", line.powerPlayGoals).put("sog", line.shots)
                .put("faceoffWinningPctg", Json.share(line.faceoffsWon, line.faceoffsTaken))
                .put("toi", Json.clock(line.seconds)).put("blockedShots", line.blockedShots).put("shifts", line.shifts)
                .put("giveaways", line.giveaways).put("takeaways", line.takeaways);
    }

    private static ObjectNode goalie(GoalieLine line) {
        int shots = line.shots();
        int saves = shots - line.goals();
        ObjectNode json = player(line.goalie());
        json.put("evenStrengthShotsAgainst", savesOfShots(line, Strength.EVEN));
        json.put("powerPlayShotsAgainst", savesOfShots(line, Strength.POWER_PLAY));
        json.put("shorthandedShotsAgainst", savesOfShots(line, Strength.SHORT_HANDED));
        json.put("saveShotsAgainst", saves + "/" + shots);
        if (shots > 0) {
            json.put("savePctg", Json.share(saves, shots));
        }
        json.put("evenStrengthGoalsAgainst", line.goals(Strength.EVEN));
        json.put("powerPlayGoalsAgainst", line.goals(Strength.POWER_PLAY));
        json.put("shorthandedGoalsAgainst", line.goals(Strength.SHORT_HANDED));
        json.put("pim", 0).put("goalsAgainst", line.goals()).put("toi", Json.clock(line.seconds()));
        json.put("starter", line.starter());
        if (line.decision() != null) {
            json.put("decision", line.decision());
        }
        return json.put("shotsAgainst", shots).put("saves", saves);
    }

    private static String savesOfShots(GoalieLine line, Strength strength) {
        int shots = line.shots(strength);
        return shots - line.goals(strength) + "/" + shots;
    }
}
