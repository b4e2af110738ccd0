package nhldata.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** {@code /v1/schedule/{date}} and {@code /v1/score/{date}}. */
final class ScheduleDocument {
    private static final int WEEK = 7;

    private ScheduleDocument() {
    }

    /** The week that begins on that date. */
    static ObjectNode week(League league, LocalDate date, Instant now) {
        SeasonCalendar calendar = league.calendarAround(date);
        Season season = calendar.season;
        ObjectNode json = Json.object();
        json.put("nextStartDate", date.plusDays(WEEK).toString()).put("previousStartDate", date.minusDays(WEEK).toString());
        ArrayNode week = json.putArray("gameWeek");
        int total = 0;
        // the API has no days at all of a cancelled season
        for (int i = 0; i < (season.era().games() == 0 ? 0 : WEEK); i++) {
            LocalDate day = date.plusDays(i);
            List<Game> games = league.listed(day, now);
            ObjectNode entry = day(week, day, games.size());
            entry.putArray("datePromo");
            entry.putArray("games").addAll(games.stream().map(game -> game(game, day, now)).toList());
            total += games.size();
        }
        json.putArray("oddsPartners");
        json.put("preSeasonStartDate", season.preseasonStart().toString());
        json.put("regularSeasonStartDate", season.regularStart().toString());
        json.put("regularSeasonEndDate", season.regularEnd().toString());
        json.put("playoffEndDate", calendar.playoffEnd.toString());
        return json.put("numberOfGames", total);
    }

    /** The games of that date, and the number of games in the week around it. */
    static ObjectNode scores(League league, LocalDate date, Instant now) {
        ObjectNode json = Json.object();
        json.put("prevDate", date.minusDays(1).toString()).put("currentDate", date.toString()).put("nextDate", date.plusDays(1).toString());
        ArrayNode week = json.putArray("gameWeek");
        date.minusDays(3).datesUntil(date.plusDays(4)).forEach(day -> day(week, day, league.listed(day, now).size()));
        json.putArray("oddsPartners");
        json.putArray("games").addAll(league.listed(date, now).stream().map(game -> score(game, date, now)).toList());
        return json;
    }

    private static ObjectNode day(ArrayNode week, LocalDate day, int games) {
        return week.addObject().put("date", day.toString()).put("dayAbbrev", day.getDayOfWeek().name().substring(0, 3)).put("numberOfGames", games);
    }

    private static ObjectNode game(Game game, LocalDate day, Instant now) {
        GameJson form = new GameJson(game, day, now);
        ObjectNode json = form.json();
        json.set("venue", Json.text(game.home().venue()));
        json.put("neutralSite", !game.home().inLeague());
        form.putStart(json);
        json.put("venueTimezone", game.home().zone().id);
        form.putState(json);
        json.putArray("tvBroadcasts");
        for (Side side : Side.values()) {
            json.set(side.prefix() + "Team", team(game, side, form.played));
        }
        form.putPeriod(json);
        if (form.played) {
            form.putOutcome(json);
        }
        String teams = (game.away().abbrev() + "-vs-" + game.home().abbrev()).toLowerCase(Locale.ROOT);
        return json.put("gameCenterLink", "/gamecenter/" + teams + "/" + day.toString().replace('-', '/') + "/" + game.id());
    }

    private static ObjectNode team(Game game, Side side, boolean played) {
        Team team = game.team(side);
        ObjectNode json = Json.object().put("id", team.id());
        json.set("commonName", Json.text(team.commonName()));
        GameJson.putPlaceNames(json, team);
        json.put("abbrev", team.abbrev());
        GameJson.putLogos(json, team);
        json.put(side.prefix() + "SplitSquad", false);
        return played ? json.put("score", game.score().of(side)) : json;
    }

    /** The API names teams in another way here than in a schedule. */
    private static ObjectNode score(Game game, LocalDate day, Instant now) {
        ObjectNode json = game(game, day, now).put("gameDate", day.toString());
        for (Side side : Side.values()) {
            ObjectNode team = (ObjectNode) json.get(side.prefix() + "Team");
            team.set("name", team.remove("commonName"));
            team.remove(List.of("placeName", "placeNameWithPreposition", "darkLogo", side.prefix() + "SplitSquad"));
        }
        if (json.has("gameOutcome")) {
            GameJson.putStoppedClock(json);
            json.put("period", game.score().lastPeriod());
        }
        return json;
    }
}
