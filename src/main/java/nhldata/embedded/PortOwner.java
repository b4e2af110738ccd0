package nhldata.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Finds out whether a loopback port is taken. By what is for the operating system to say. */
final class PortOwner {
    /** For a message: how to find out which process listens. */
    static final String COMMAND = "ss -ltnp (macOS: lsof -i -sTCP:LISTEN)";
    private static final int LOOPBACK_ANSWERS_WITHIN_MS = 500;

    private PortOwner() {
    }

    /** Asks by connecting too: on macOS a port that another program has on all addresses can still be bound on the loopback one. */
    static boolean isTaken(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback, port), LOOPBACK_ANSWERS_WITHIN_MS);
            return true;
        } catch (IOException nobodyAnswers) {
            try (ServerSocket free = new ServerSocket(port, 1, loopback)) {
                return !free.isBound();
            } catch (IOException e) {
                return true;
            }
        }
    }
}
