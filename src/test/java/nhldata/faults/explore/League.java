package nhldata.faults.explore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nhldata.testing.Documents;

/**
 * A league of a few games in the days before today, whose life goes on while the program works: games are corrected, put off,
 * moved, called off, taken from the schedule and put back. Documents are those of the sample league with other ids and dates.
 * Thread safe.
 */
final class League implements Documents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WEEK = Pattern.compile("/v1/schedule/(\\d{4}-\\d\\d-\\d\\d)");
    private static final Pattern SCORE = Pattern.compile("/v1/score/(\\d{4}-\\d\\d-\\d\\d)");
    private static final Pattern BOX = Pattern.compile("/v1/gamecenter/(\\d{10})/boxscore");
    private static final Pattern ROSTER = Pattern.compile("/v1/roster/([A-Z]{3})/\\d{8}");
    private static final String TEMPLATE_DATE = "2022-10-11";
    private static final String TEMPLATE_SEASON = "20222023";

    /** A game as the league has it now. */
    static final class Game {
        final String id;
        final int type;
        final JsonNode entry;
        final ObjectNode box;
        LocalDate date;
        String state = "OFF";
        String scheduleState = "OK";
        boolean listed = true;
        /** Its box score contradicts itself, and stays so. */
        boolean spoiled;
        /** It was corrected at some time, so that nobody knows which version was fetched last. */
        boolean edited;

        Game(String id, int type, LocalDate date, JsonNode entry, ObjectNode box) {
            this.id = id;
            this.type = type;
            this.date = date;
            this.entry = entry;
            this.box = box;
        }

        boolean isFinal() {
            return listed && scheduleState.equals("OK") && (state.equals("OFF") || state.equals("FINAL"));
        }

        boolean isOff() {
            return scheduleState.equals("PPD") || scheduleState.equals("CNCL");
        }
    }

    private final Documents origin;
    private final LocalDate today;
    private final List<Game> games = new ArrayList<>();
    private final Set<LocalDate> untold = new TreeSet<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /**
     * @param gamesOfDates the number of games on each date, the last being two days ago
     * @param preseason    how many of them, the last ones, are of a type that is not wanted
     */
    League(Documents origin, LocalDate today, List<Integer> gamesOfDates, int preseason) {
        this.origin = origin;
        this.today = today;
        JsonNode templates = json(origin.document("/v1/schedule/" + TEMPLATE_DATE)).at("/gameWeek/0/games");
        int total = gamesOfDates.stream().mapToInt(Integer::intValue).sum();
        int number = 0;
        for (int day = 0; day < gamesOfDates.size(); day++) {
            LocalDate date = today.minusDays(1L + gamesOfDates.size() - day);
            for (int i = 0; i < gamesOfDates.get(day); i++) {
                int type = number >= total - preseason ? 1 : 2;
                games.add(game(number, type, date, templates.get(number % templates.size())));
                number++;
            }
        }
    }

    private Game game(int number, int type, LocalDate date, JsonNode template) {
        String id = String.format(Locale.ROOT, "%d%02d%04d", seasonYear(date), type, number + 1);
        ObjectNode box = (ObjectNode) json(origin.document("/v1/gamecenter/" + template.path("id").asText() + "/boxscore"));
        box.put("id", Long.parseLong(id)).put("season", season(date)).put("gameType", type);
        return new Game(id, type, date, template, box);
    }

    private static int seasonYear(LocalDate date) {
        return date.getMonthValue() >= 8 ? date.getYear() : date.getYear() - 1;
    }

    private static int season(LocalDate date) {
        return seasonYear(date) * 10_000 + seasonYear(date) + 1;
    }

    synchronized List<Game> games() {
        return List.copyOf(games);
    }

    /** The so-manieth game, counted around. */
    synchronized Game game(int number) {
        return games.get(Math.floorMod(number, games.size()));
    }

    LocalDate from() {
        return games.stream().map(game -> game.date).min(LocalDate::compareTo).orElseThrow();
    }

    LocalDate yesterday() {
        return today.minusDays(1);
    }

    /** Some player's numbers are others from now on, goals excepted. */
    synchronized void correct(Game game, int which) {
        game.edited = true;
        for (String path : List.of("/playerByGameStats/homeTeam/forwards", "/playerByGameStats/awayTeam/defense")) {
            ArrayNode players = (ArrayNode) game.box.at(path);
            ObjectNode player = (ObjectNode) players.get(Math.floorMod(which, players.size()));
            player.put("hits", player.path("hits").asInt() + 1 + Math.floorMod(which, 5));
        }
    }

    /** A line less, of a player without a goal. */
    synchronized void strike(Game game) {
        game.edited = true;
        ArrayNode players = (ArrayNode) game.box.at("/playerByGameStats/awayTeam/defense");
        for (int i = 0; players.size() > 3 && i < players.size(); i++) {
            if (players.get(i).path("goals").asInt() == 0) {
                players.remove(i);
                return;
            }
        }
    }

    synchronized void move(Game game, int days) {
        LocalDate to = game.date.plusDays(days);
        if (to.isBefore(today.minusDays(1)) && to.isAfter(today.minusDays(7))) {
            untold.add(game.date);
            game.date = to;
            untold.add(to);
        }
    }

    synchronized void state(Game game, String state, String scheduleState) {
        untold.add(game.date);
        game.state = state;
        game.scheduleState = scheduleState;
    }

    synchronized void list(Game game, boolean listed) {
        untold.add(game.date);
        game.listed = listed;
    }

    synchronized void spoil(Game game) {
        game.spoiled = true;
    }

    /** Words that the program does not know are those it does again. */
    synchronized void heal() {
        games.stream().filter(game -> game.state.equals("DONE")).forEach(game -> state(game, "OFF", game.scheduleState));
        asked.clear();
    }

    /** Changes of the schedule for which nobody has asked since {@link #heal}. */
    synchronized boolean hasNews() {
        return untold.stream().anyMatch(date -> asked.stream().map(LocalDate::parse).noneMatch(from -> !date.isBefore(from) && date.isBefore(from.plusDays(7))));
    }

    @Override
    public synchronized byte[] document(String path) {
        Matcher week = WEEK.matcher(path);
        Matcher score = SCORE.matcher(path);
        Matcher box = BOX.matcher(path);
        Matcher roster = ROSTER.matcher(path);
        if (week.matches()) {
            asked.add(week.group(1));
            return week(LocalDate.parse(week.group(1)));
        }
        if (score.matches()) {
            return score(LocalDate.parse(score.group(1)));
        }
        if (box.matches()) {
            return games.stream().filter(game -> game.id.equals(box.group(1))).findFirst().map(this::boxscore).orElse(null);
        }
        if (roster.matches()) {
            return origin.document("/v1/roster/" + roster.group(1) + "/" + TEMPLATE_SEASON);
        }
        return origin.document(path);
    }

    private byte[] boxscore(Game game) {
        ObjectNode box = game.box.deepCopy();
        box.put("gameDate", game.date.toString()).put("gameState", game.state).put("gameScheduleState", game.scheduleState);
        if (game.spoiled) {
            ((ObjectNode) box.path("homeTeam")).put("score", 77);
        }
        return bytes(box);
    }

    private byte[] week(LocalDate from) {
        ObjectNode week = JSON.createObjectNode().put("nextStartDate", from.plusDays(7).toString()).put("previousStartDate", from.minusDays(7).toString());
        ArrayNode days = week.putArray("gameWeek");
        for (LocalDate date = from; date.isBefore(from.plusDays(7)); date = date.plusDays(1)) {
            ArrayNode list = days.addObject().put("date", date.toString()).put("numberOfGames", count(date)).putArray("games");
            for (Game game : games) {
                if (game.listed && game.date.equals(date)) {
                    ObjectNode entry = list.add(game.entry.deepCopy()).get(list.size() - 1).deepCopy();
                    entry.put("id", Long.parseLong(game.id)).put("season", season(date)).put("gameType", game.type)
                            .put("gameState", game.state).put("gameScheduleState", game.scheduleState);
                    list.set(list.size() - 1, entry);
                }
            }
        }
        return bytes(week);
    }

    private byte[] score(LocalDate current) {
        ObjectNode score = JSON.createObjectNode().put("prevDate", current.minusDays(1).toString()).put("currentDate", current.toString())
                .put("nextDate", current.plusDays(1).toString());
        ArrayNode days = score.putArray("gameWeek");
        for (LocalDate date = current.minusDays(3); !date.isAfter(current.plusDays(3)); date = date.plusDays(1)) {
            days.addObject().put("date", date.toString()).put("numberOfGames", count(date));
        }
        score.putArray("games");
        return bytes(score);
    }

    private int count(LocalDate date) {
        return (int) games.stream().filter(game -> game.listed && game.date.equals(date)).count();
    }

    private static JsonNode json(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
