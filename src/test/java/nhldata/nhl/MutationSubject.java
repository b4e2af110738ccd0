package nhldata.nhl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nhldata.schedule.SpoiledScheduleTest;
import nhldata.schedule.Week;
import nhldata.schedule.WeekOfGames;
import nhldata.schedule.WeekReader;
import nhldata.testing.Mutation;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Shared;
import org.opentest4j.TestAbortedException;

/**
 * A document that is mutated in one way.
 *
 * @param kind     as which its mutations are counted
 * @param document where it is from
 * @param trial    makes what mutates it: as soon as it is needed, since what a document takes in memory is a hundred times its size
 */
record MutationSubject(String kind, String document, Callable<Trial> trial) {

    /** Reads one mutated document and complains with an AssertionError; true when it was read, false or a DocumentException when it was refused. */
    interface Trial {
        boolean holds(Random random) throws Exception;
    }

    private static final Pattern GAME = Pattern.compile("\\d{10}");
    private static final int PLACES = 40;

    /** Every document at hand: the invented ones of the tests and of the sample league, and every recorded, rebuilt or constructed one of ../shared. */
    static List<MutationSubject> all() throws IOException {
        List<MutationSubject> subjects = new ArrayList<>();
        SpoiledBoxscoreTest.invented().forEach((name, original) -> ofBoxscore(subjects, "invented", name, original.get()));
        ofRoster(subjects, "invented", "roster-FLA.json", Samples.bytes("roster-FLA.json"));
        ofPlayer(subjects, "invented", "landing.json", Samples.bytes("landing.json"));
        try (SampleDocuments league = new SampleDocuments(Clock.systemUTC())) {
            ofSchedule(subjects, "invented", "schedule of the sample league", league.document("/v1/schedule/2022-10-11"));
            ofCalendar(subjects, "invented", "calendar of the sample league", league.document("/v1/score/2022-10-11"));
        }
        for (String folder : List.of("recorded", "cases", "replay/challenge")) {
            try {
                for (Path file : Shared.files(folder)) {
                    ofFile(subjects, folder, file);
                }
            } catch (TestAbortedException e) {
                System.out.println(folder + " is left out; " + e.getMessage());
            }
        }
        return subjects;
    }

    /** By its content; what the application never asks for is left out. */
    private static void ofFile(List<MutationSubject> subjects, String folder, Path file) throws IOException {
        byte[] bytes = Shared.bytes(file);
        JsonNode root = MutatedDocument.JSON.readTree(bytes);
        String name = file.getFileName().toString();
        if (root.has("playerByGameStats") || root.at("/boxscore/playerByGameStats").isObject() || root.at("/teams/away/players").isObject()) {
            Matcher id = GAME.matcher(file.toString());
            GameKey game = new GameKey(id.find() ? id.group() : "2021020001", LocalDate.parse(root.path("gameDate").asText("2022-01-01")), null, null);
            ofBoxscore(subjects, folder, file.toString(), SpoiledBoxscoreTest.Original.of(name, bytes, game));
        } else if (root.has("gameWeek") && root.has("games")) {
            ofCalendar(subjects, folder, name, bytes);
        } else if (root.has("gameWeek") || root.has("dates")) {
            ofSchedule(subjects, folder, name, bytes);
        } else if (root.has("forwards") && root.has("defensemen")) {
            ofRoster(subjects, folder, name, bytes);
        } else if (root.has("playerId") && root.has("birthDate")) {
            ofPlayer(subjects, folder, name, bytes);
        }
    }

    private static void ofBoxscore(List<MutationSubject> subjects, String from, String name, SpoiledBoxscoreTest.Original original) {
        String kind = "box score, " + from;
        subjects.add(new MutationSubject(kind + ": fields", name, () -> {
            List<Mutation> shapes = Mutation.of(original.document(), PLACES);
            return random -> {
                List<Mutation> some = MutatedDocument.some(random, shapes, random.nextInt(4) == 0 ? 3 : 1);
                return SpoiledBoxscoreTest.holds(original, some, Mutation.applyAll(original.document(), some), some.toString());
            };
        }));
        subjects.add(new MutationSubject(kind + ": values", name, () -> random -> MutatedDocument.values(original, random)));
        subjects.add(new MutationSubject(kind + ": bytes", name, () -> random -> MutatedDocument.bytes(original, random)));
    }

    private static void ofSchedule(List<MutationSubject> subjects, String from, String name, byte[] document) throws IOException {
        JsonNode root = MutatedDocument.JSON.readTree(document);
        boolean statsApi = root.has("dates");
        JsonNode days = root.path(statsApi ? "dates" : "gameWeek");
        Week week = new Week(LocalDate.parse(days.get(0).get("date").asText()), LocalDate.parse(days.get(days.size() - 1).get("date").asText()));
        WeekReader reader = new WeekReader(Set.of(2, 3), "test", statsApi);
        WeekOfGames before = reader.read(document, week, "run");
        // without its numbers of games, which somebody has cut out of a document, nobody can tell that a game is missing
        boolean isCounted = !days.findValues(statsApi ? "totalGames" : "numberOfGames").isEmpty();
        subjects.add(new MutationSubject("schedule, " + from + ": fields", name, () -> {
            List<Mutation> shapes = Mutation.of(root, PLACES).stream().filter(m -> isCounted || m.kind() == Mutation.Kind.TO_BOOLEAN).filter(m -> !m.shape().matches(".*/(numberOfGames|totalGames|totalItems)")).toList();
            return random -> {
                List<Mutation> some = MutatedDocument.some(random, shapes, 1 + random.nextInt(3));
                return SpoiledScheduleTest.holds(before, Mutation.applyAll(root, some), week, reader, some.toString());
            };
        }));
        subjects.add(new MutationSubject("schedule, " + from + ": bytes", name, () -> random -> {
            byte[] spoiled = MutatedDocument.turned(document, random);
            WeekOfGames now = reader.read(spoiled, week, "run");
            if (!now.faults().isEmpty()) {
                return false;
            }
            if (now.games().size() > MutatedDocument.tree(spoiled).findValues("games").stream().mapToInt(JsonNode::size).sum()) {
                throw new AssertionError("more games than the document lists");
            }
            return true;
        }));
    }

    private static void ofCalendar(List<MutationSubject> subjects, String from, String name, byte[] document) throws IOException {
        JsonNode root = MutatedDocument.JSON.readTree(document);
        byte[] compact = MutatedDocument.JSON.writeValueAsBytes(root);
        subjects.add(new MutationSubject("calendar, " + from + ": fields", name, () -> {
            List<Mutation> shapes = Mutation.of(root, PLACES);
            return random -> MutatedDocument.counts(Mutation.applyAll(root, MutatedDocument.some(random, shapes, 1 + random.nextInt(3))));
        }));
        subjects.add(new MutationSubject("calendar, " + from + ": bytes", name, () -> random -> MutatedDocument.counts(MutatedDocument.turned(compact, random))));
    }

    private static void ofRoster(List<MutationSubject> subjects, String from, String name, byte[] document) throws IOException {
        ofBios(subjects, "roster, " + from, name, document, new RosterReader()::read);
    }

    private static void ofPlayer(List<MutationSubject> subjects, String from, String name, byte[] document) throws IOException {
        ofBios(subjects, "player, " + from, name, document, bytes -> {
            Person person = new PlayerReader().read(bytes);
            return Map.of(person.id(), person);
        });
    }

    private static void ofBios(List<MutationSubject> subjects, String kind, String name, byte[] document, Function<byte[], Map<Integer, Person>> reader) throws IOException {
        JsonNode root = MutatedDocument.JSON.readTree(document);
        Map<Integer, Person> before = reader.apply(document);
        subjects.add(new MutationSubject(kind + ": fields", name, () -> {
            List<Mutation> shapes = Mutation.of(root, PLACES);
            return random -> {
                List<Mutation> some = MutatedDocument.some(random, shapes, 1 + random.nextInt(3));
                SpoiledBioTest.holds(before, Mutation.applyAll(root, some), reader, some.toString());
                return true;
            };
        }));
        subjects.add(new MutationSubject(kind + ": bytes", name, () -> random -> {
            byte[] spoiled = MutatedDocument.turned(document, random);
            int persons = reader.apply(spoiled).size();
            if (persons > before.size() + 1) {
                throw new AssertionError(persons + " players, of " + before.size());
            }
            // whose entry has a field twice is left out alone, and another reader refuses the document
            if (persons >= before.size()) {
                MutatedDocument.tree(spoiled);
            }
            return persons >= before.size();
        }));
    }
}
