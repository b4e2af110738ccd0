package nhldata.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;

/** {@code /v1/schedule/{date}}: the week that begins on that day. */
final class ScheduleDocument {
    private static final int WEEK = 7;

    private ScheduleDocument() {
    }

    static ObjectNode of(League league, LocalDate date, Instant now) {
        ObjectNode json = Json.object();
        json.put("nextStartDate", date.plusDays(WEEK).toString());
        json.put("previousStartDate", date.minusDays(WEEK).toString());
        ArrayNode week = json.putArray("gameWeek");
        int games = 0;
        // of the season that never was the API has no days at all
        int days = league.calendarAround(date).season().era().games() == 0 ? 0 : WEEK;
        for (int i = 0; i < days; i++) {
            LocalDate day = date.plusDays(i);
            ObjectNode entry = week.addObject().put("date", day.toString()).put("dayAbbrev", Json.dayAbbrev(day));
            ArrayNode listed = Json.object().putArray("games");
            league.listed(day, now).forEach(game -> listed.add(game(game, day, now)));
            entry.put("numberOfGames", listed.size()).putArray("datePromo");
            entry.set("games", listed);
            games += listed.size();
        }
        json.putArray("oddsPartners");
        SeasonCalendar season = league.calendarAround(date);
        json.put("preSeasonStartDate", season.season().preseasonStart().toString());
        json.put("regularSeasonStartDate", season.season().regularStart().toString());
        json.put("regularSeasonEndDate", season.season().regularEnd().toString());
        json.put("playoffEndDate", season.playoffEnd().toString());
        return json.put("numberOfGames", games);
    }

    private static ObjectNode game(Game game, LocalDate day, Instant now) {
        GameJson form = new GameJson(game, now);
        boolean played = form.over() && day.equals(game.date());
        ObjectNode json = Json.object();
        json.put("id", game.id()).put("season", game.season().id()).put("gameType", game.type().code());
        json.set("venue", Json.text(game.home().venue()));
        json.put("neutralSite", !game.home().inLeague());
        form.putPlace(json, day);
        json.put("venueTimezone", game.home().zone().zoneName());
        form.putState(json, day);
        json.putArray("tvBroadcasts");
        for (Side side : Side.values()) {
            json.set(side.word() + "Team", team(game, side, played));
        }
        form.putPeriod(json, day);
        if (played) {
            form.putOutcome(json);
        }
        form.putLinks(json, day);
        return json;
    }

    private static ObjectNode team(Game game, Side side, boolean played) {
        Team team = game.team(side);
        ObjectNode json = Json.object().put("id", team.id());
        json.set("commonName", Json.text(team.commonName()));
        GameJson.putNames(json, team);
        json.put("abbrev", team.abbrev());
        GameJson.putLogos(json, team);
        json.put(side.word() + "SplitSquad", false);
        return played ? json.put("score", game.score().of(side)) : json;
    }
}
