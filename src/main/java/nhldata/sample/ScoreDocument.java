package nhldata.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;

/** {@code /v1/score/{date}}: one day, with the goals of its finished games. */
final class ScoreDocument {
    private ScoreDocument() {
    }

    static ObjectNode of(League league, LocalDate date, Instant now) {
        ObjectNode json = Json.object();
        json.put("prevDate", date.minusDays(1).toString());
        json.put("currentDate", date.toString());
        json.put("nextDate", date.plusDays(1).toString());
        ArrayNode week = json.putArray("gameWeek");
        for (LocalDate day = date.minusDays(3); !day.isAfter(date.plusDays(3)); day = day.plusDays(1)) {
            week.addObject().put("date", day.toString()).put("dayAbbrev", Json.dayAbbrev(day))
                    .put("numberOfGames", league.listed(day, now).size());
        }
        json.putArray("oddsPartners");
        ArrayNode games = json.putArray("games");
        league.listed(date, now).forEach(game -> games.add(game(league, game, date, now)));
        return json;
    }

    private static ObjectNode game(League league, Game game, LocalDate day, Instant now) {
        GameJson form = new GameJson(game, now);
        boolean played = form.over() && day.equals(game.date());
        BoxScore box = played && game.home().inLeague() ? league.boxScore(game) : null;
        ObjectNode json = Json.object();
        json.put("id", game.id()).put("season", game.season().id()).put("gameType", game.type().code());
        json.put("gameDate", day.toString());
        json.set("venue", Json.text(game.home().venue()));
        form.putPlace(json, day);
        json.putArray("tvBroadcasts");
        form.putState(json, day);
        for (Side side : Side.values()) {
            Team team = game.team(side);
            ObjectNode teamJson = json.putObject(side.word() + "Team").put("id", team.id());
            teamJson.set("name", Json.text(team.commonName()));
            teamJson.put("abbrev", team.abbrev());
            if (played) {
                teamJson.put("score", game.score().of(side));
            }
            if (box != null) {
                teamJson.put("sog", box.sheets().get(side).shots());
            }
            teamJson.put("logo", GameJson.logo(team));
        }
        form.putLinks(json, day);
        json.put("neutralSite", !game.home().inLeague()).put("venueTimezone", game.home().zone().zoneName());
        if (played) {
            form.putStoppedClock(json);
            json.put("period", game.score().lastPeriod());
            form.putPeriod(json, day);
            form.putOutcome(json);
        }
        if (box != null) {
            json.set("goals", goals(box));
        }
        return json;
    }

    private static ArrayNode goals(BoxScore box) {
        ArrayNode goals = Json.object().putArray("goals");
        int[] score = new int[Side.values().length];
        for (Goal goal : box.goals()) {
            score[goal.side().ordinal()]++;
            int period = Score.period(goal.second());
            ObjectNode json = goals.addObject().put("period", period);
            json.putObject("periodDescriptor").put("number", period).put("periodType", period > 3 ? "OT" : "REG");
            json.put("timeInPeriod", Json.clock(goal.second() - (period - 1) * 1200));
            json.put("playerId", goal.scorer().skater.player().id());
            json.set("name", Json.text(goal.scorer().skater.player().shortName()));
            json.put("teamAbbrev", box.game().team(goal.side()).abbrev());
            json.put("awayScore", score[Side.AWAY.ordinal()]).put("homeScore", score[Side.HOME.ordinal()]);
            json.put("strength", switch (goal.strength()) {
                case EVEN, EMPTY_NET -> "EV";
                case POWER_PLAY -> "PP";
                case SHORT_HANDED -> "SH";
            });
        }
        return goals;
    }
}
