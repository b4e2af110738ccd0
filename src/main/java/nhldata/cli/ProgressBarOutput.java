package nhldata.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Prints above a progress bar: output replaces the bar in the last line, and the bar is drawn again below it. */
final class ProgressBarOutput extends OutputStream {

    private final PrintStream terminal;
    private final byte[] wipe;
    private boolean atLineStart = true;

    /** @param columns of the bar */
    ProgressBarOutput(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.wipe = ("\r" + " ".repeat(columns) + "\r").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Writes a whole line in one call, as the log does, so that the bar cannot interrupt it. */
    @Override
    public synchronized void write(byte[] text, int offset, int length) {
        if (length == 0) {
            return;
        }
        int wiped = atLineStart ? wipe.length : 0;
        byte[] all = Arrays.copyOf(wipe, wiped + length);
        System.arraycopy(text, offset, all, wiped, length);
        terminal.write(all, 0, all.length);
        terminal.flush();
        atLineStart = text[offset + length - 1] == '\n';
    }
}
