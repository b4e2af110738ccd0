package nhldata.faults.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/** One connection through the proxy: a thread for each direction, which ends with the connection. */
final class Link {

    private static final int BUFFER = 1 << 16;
    private static final int MILLIS_TO_DRAIN = 2_000;

    private final Socket client;
    private final Socket server;
    private final Dialect dialect;
    private final Function<String, Optional<Trap>> traps;
    private volatile Trap awaitsAnswer;

    Link(Socket client, Socket server, Dialect dialect, Function<String, Optional<Trap>> traps) {
        this.client = client;
        this.server = server;
        this.dialect = dialect;
        this.traps = traps;
    }

    /** From the client to the server, until either is gone. */
    void carryRequests() {
        try (client; server) {
            InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
            for (Message m = dialect.fromClient(in); m != null; m = dialect.fromClient(in)) {
                Optional<Trap> trap = m.what().isEmpty() ? Optional.empty() : traps.apply(m.what());
                if (trap.isPresent() && trap.get().waitsForAnswer()) {
                    awaitsAnswer = trap.get();
                } else if (trap.isPresent() && !passes(trap.get().strike(), in)) {
                    return;
                }
                server.getOutputStream().write(m.bytes());
            }
        } catch (IOException e) {
            // one of the two is gone, which is all that either side can see of it
        }
    }

    /** From the server to the client, until either is gone. */
    void carryAnswers() {
        try (client; server) {
            InputStream in = new BufferedInputStream(server.getInputStream(), BUFFER);
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            for (Message m = dialect.fromServer(in); m != null; m = dialect.fromServer(in)) {
                held.write(m.bytes());
                Trap trap = awaitsAnswer;
                if (trap != null && !m.endsAnswer()) {
                    continue;
                }
                if (trap != null) {
                    awaitsAnswer = null;
                    if (!passes(trap.strike(), in)) {
                        return;
                    }
                }
                held.writeTo(client.getOutputStream());
                held.reset();
            }
        } catch (IOException e) {
            // as above
        }
    }

    void reset() {
        try (client; server) {
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            // gone already
        }
    }

    private boolean passes(Verdict verdict, InputStream in) throws IOException {
        switch (verdict.kind()) {
            case RESET -> reset();
            case ANSWER -> {
                client.getOutputStream().write(verdict.answer());
                drain(in);
            }
            default -> {
                // the caller goes on, or closes both
            }
        }
        return verdict.kind() == Verdict.Kind.PASS;
    }

    /** To close on a client that still sends would reset the connection, and the answer might never be read. */
    private void drain(InputStream in) throws IOException {
        client.setSoTimeout(MILLIS_TO_DRAIN);
        byte[] rest = new byte[BUFFER];
        int read = in.read(rest);
        while (read >= 0) {
            read = in.read(rest);
        }
    }
}
