package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarOutputTest {

    @Test
    void aLineTakesThePlaceOfTheBar() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);

        PrintStream log = new PrintStream(new ProgressBarOutput(terminal, 3), true, StandardCharsets.UTF_8);
        log.println("a warning");
        terminal.print("\rbar");
        log.println("another");

        assertEquals("\r   \ra warning\n\rbar\r   \ranother\n", screen.toString(StandardCharsets.UTF_8));
    }
}
