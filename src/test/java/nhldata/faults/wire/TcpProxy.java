package nhldata.faults.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import nhldata.testing.Tls;

/**
 * Stands on a loopback port in front of a server and understands just enough of what goes by to let a fault happen at a
 * named point of it. Without a trap it only carries. When its server is not there, a client sees its connection closed.
 * Thread safe.
 */
public final class TcpProxy implements AutoCloseable {

    private final IntSupplier target;
    private final Supplier<Dialect> dialect;
    private final ServerSocketFactory doors;
    private final SocketFactory sockets;
    private final int port;
    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;

    private TcpProxy(IntSupplier target, Supplier<Dialect> dialect, ServerSocketFactory doors, SocketFactory sockets) {
        this.target = target;
        this.dialect = dialect;
        this.doors = doors;
        this.sockets = sockets;
        this.door = open(0);
        this.port = door.getLocalPort();
        start("door", () -> admit(door));
    }

    public static TcpProxy ofPostgres(int port) {
        return new TcpProxy(() -> port, PostgresDialect::new, ServerSocketFactory.getDefault(), SocketFactory.getDefault());
    }

    /** @param port asked for at each new connection, so that the server may be another one by then */
    public static TcpProxy ofHttp(IntSupplier port) {
        return new TcpProxy(port, HttpDialect::new, ServerSocketFactory.getDefault(), SocketFactory.getDefault());
    }

    /** As {@link #ofHttp}, with TLS to the client and to the server: it reads what goes by. */
    public static TcpProxy ofHttps(IntSupplier port) {
        return new TcpProxy(port, HttpDialect::new, Tls.context().getServerSocketFactory(), Tls.context().getSocketFactory());
    }

    public int port() {
        return port;
    }

    /** Sets a trap; of several that fit a message the one set first strikes. */
    public Trap set(Trap trap) {
        traps.add(trap);
        return trap;
    }

    /** From now on connections are refused, and those that stand are reset. */
    public synchronized void refuse() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }

    /** No trap any more, and connections are taken again. */
    public synchronized void heal() {
        traps.clear();
        if (door.isClosed()) {
            ServerSocket opened = open(port);
            door = opened;
            start("door", () -> admit(opened));
        }
    }

    @Override
    public void close() {
        refuse();
    }

    private void admit(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                start("link", () -> connect(client));
            } catch (IOException e) {
                // closed: refuse() was called
            }
        }
    }

    private void connect(Socket client) {
        try {
            client.setTcpNoDelay(true);
            Socket server = sockets.createSocket(InetAddress.getLoopbackAddress(), target.getAsInt());
            server.setTcpNoDelay(true);
            Link link = new Link(client, server, dialect.get(), this::trapFor);
            links.add(link);
            start("answers", link::carryAnswers);
            link.carryRequests();
            links.remove(link);
        } catch (IOException e) {
            close(client);
        }
    }

    private Optional<Trap> trapFor(String what) {
        return traps.stream().filter(trap -> trap.isMeant(what)).findFirst();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }

    private ServerSocket open(int port) {
        try {
            ServerSocket socket = doors.createServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
