import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Load generator, if wrk is not installed: {@code FetchLoop PORT PATH CONNECTIONS SECONDS} prints requests per second. */
public final class FetchLoop {

    private FetchLoop() {
    }

    public static void main(String[] args) throws Exception {
        byte[] request = ("GET " + args[1] + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        long seconds = Long.parseLong(args[3]);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicLong answers = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            Thread thread = new Thread(() -> ask(Integer.parseInt(args[0]), request, end, answers));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(answers.get() / seconds);
    }

    private static void ask(int port, byte[] request, long end, AtomicLong answers) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
                }
                in.skipNBytes(length);
                answers.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(InputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IllegalStateException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
