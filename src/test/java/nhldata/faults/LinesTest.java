package nhldata.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that can go wrong is without a proof that exists, and no fault of the campaign is without its line. */
class LinesTest {

    private static final List<Path> TESTS = List.of(Path.of("src/test/java"), Path.of("dbt/tests_py"));

    @Test
    void everyLineIsShownByFaultsAndTestsThatExist() throws IOException {
        List<String> campaign = Campaign.all().map(d -> d.where() + ": " + d.what()).toList();
        assertTrue(Lines.all().size() > 60, "the table is not read");
        for (Lines.Line line : Lines.all()) {
            assertFalse(line.faults().isEmpty() && line.tests().isEmpty(), line.what());
            for (String fault : line.faults()) {
                assertTrue(fault.equals("^season:") || campaign.stream().anyMatch(what -> Pattern.compile(fault).matcher(what).find()),
                        line.what() + ": no fault is called " + fault);
            }
            for (String test : line.tests()) {
                assertTrue(exists(test), line.what() + ": there is no test " + test);
            }
        }
    }

    @Test
    void everyWhereOfTheCampaignHasItsLines() throws IOException {
        List<String> wheres = Lines.all().stream().map(Lines.Line::where).distinct().toList();
        assertEquals(List.of(), Campaign.all().map(InjectedFault::where).filter(where -> !where.equals("season") && !wheres.contains(where)).toList());
    }

    private static boolean exists(String test) throws IOException {
        String[] parts = test.split("#");
        String file = parts[0].endsWith(".py") ? parts[0] : parts[0] + ".java";
        for (Path root : TESTS) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path found : files.filter(f -> f.getFileName().toString().equals(file)).toList()) {
                    if (parts.length == 1 || Pattern.compile("\\b" + parts[1] + "\\(").matcher(Files.readString(found)).find()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
