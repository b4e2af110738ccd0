package nhldata.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server that answers each request with bytes that a test chooses, be they HTTP or not; over TLS or, for what comes before it, without. */
public final class RawServer implements AutoCloseable {

    /** Writes what it likes when the head of a request has been read; when it returns, the connection is closed. */
    @FunctionalInterface
    public interface Reply {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket door;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final boolean awaitsHead;
    private volatile Reply reply = out -> { };

    private RawServer(ServerSocketFactory sockets, boolean awaitsHead) {
        this.awaitsHead = awaitsHead;
        try {
            door = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("door", this::admit);
    }

    public static RawServer overTls() {
        return new RawServer(Tls.context().getServerSocketFactory(), true);
    }

    /** Replies as soon as somebody is connected. */
    public static RawServer insteadOfTls() {
        return new RawServer(ServerSocketFactory.getDefault(), false);
    }

    public String url() {
        return "https://127.0.0.1:" + door.getLocalPort();
    }

    public RawServer replies(Reply next) {
        reply = next;
        return this;
    }

    /** How many requests, or connections, came. */
    public int requests() {
        return requests.get();
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket connection = door.accept();
                connections.add(connection);
                start("connection", () -> serve(connection));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (!awaitsHead || hasHead(connection.getInputStream())) {
                requests.incrementAndGet();
                reply.write(connection.getOutputStream());
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.remove(connection);
    }

    private static boolean hasHead(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "raw-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
