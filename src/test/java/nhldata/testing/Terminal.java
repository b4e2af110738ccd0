package nhldata.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program at a terminal, as a person sees it: Python's pty module gives it one of 100 columns, and presses Ctrl-C. */
public final class Terminal implements AutoCloseable {

    private static final int SECONDS = 120;

    /** Runs its arguments on a terminal and prints what they print; a line to its standard input is a Ctrl-C; ends with their exit code. */
    private static final String SCRIPT = """
            import fcntl, os, pty, select, struct, sys, termios
            pid, terminal = pty.fork()
            if pid == 0:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
                os.execv(sys.argv[1], sys.argv[1:])
            sources = [terminal, 0]
            while terminal in sources:
                for source in select.select(sources, [], [])[0]:
                    try:
                        data = os.read(source, 65536)
                    except OSError:
                        data = b""
                    if not data:
                        sources.remove(source)
                    elif source == terminal:
                        os.write(1, data)
                    else:
                        os.write(terminal, b"\\x03")
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """;

    private final Process process;
    private final Path screen;

    private Terminal(Process process, Path screen) {
        this.process = process;
        this.screen = screen;
    }

    public static Terminal type(TestEnvironment world, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", SCRIPT));
        command.addAll(PackagedProgram.command(arguments));
        Path screen = Files.createTempFile(folder, "screen", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(screen.toFile());
        PackagedProgram.environment(builder.environment(), world, folder, Map.of());
        return new Terminal(builder.start(), screen);
    }

    public void pressCtrlC() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Waits for the program's end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program still runs after " + SECONDS + " seconds");
        }
        return process.exitValue();
    }

    /** Everything that was written to the terminal, what was written over since included. */
    public String screen() throws IOException {
        return Files.readString(screen, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
