package nhldata.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Determines whether a loopback port is taken. The operating system can say by which process. */
final class PortOwner {
    /** For messages: how to find out which process listens. */
    static final String COMMAND = "ss -ltnp (macOS: lsof -i -sTCP:LISTEN)";
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private PortOwner() {
    }

    /** Tries to connect too: on macOS a port that another program has bound on all addresses can still be bound on the loopback address. */
    static boolean isTaken(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback, port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException connectionRefused) {
            try (ServerSocket free = new ServerSocket(port, 1, loopback)) {
                return !free.isBound();
            } catch (IOException e) {
                return true;
            }
        }
    }
}
