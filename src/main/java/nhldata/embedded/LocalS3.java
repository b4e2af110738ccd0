package nhldata.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server for a machine without Docker: objects are plain files at {@code <dir>/<bucket>/<key>}. It listens on 127.0.0.1 only and verifies
 * signatures (version 4). Puts are atomic, and durable before the response; a file that is put
 * or edited manually is an object like any other, with the ETag of its current contents.
 *
 * <p>Not supported, unlike S3: keys {@code a} and {@code a/b} at the same time, keys that end in a UUID (rejected), tags, versions.
 */
public final class LocalS3 implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalS3.class);
    private static final int STOP_TIMEOUT_MILLIS = 5_000;

    private final DirectoryLock lock;
    private final S3Proxy proxy;
    private boolean closed;

    /** Location, and the one key pair that is accepted. Port 0 chooses a free port. */
    public record Settings(Path dir, int port, String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Settings[dir=" + dir + ", port=" + port + ", accessKey=" + accessKey + "]";
        }
    }

    private LocalS3(DirectoryLock lock, S3Proxy proxy) {
        this.lock = lock;
        this.proxy = proxy;
    }

    /**
     * Returns when the server accepts requests.
     *
     * @throws EmbeddedServerException if the port is taken, or the folder is in use or not writable
     */
    public static LocalS3 start(Settings settings) {
        DirectoryLock lock = DirectoryLock.take(settings.dir(), "S3 objects");
        try {
            Path root = settings.dir().toRealPath();
            S3Proxy proxy = S3Proxy.builder()
                    .endpoint(URI.create("http://127.0.0.1:" + settings.port()))
                    .awsAuthentication(AuthenticationType.AWS_V4, settings.accessKey(), settings.secretKey())
                    .blobStore(FsyncBlobStore.over(root))
                    .stopTimeout(STOP_TIMEOUT_MILLIS)
                    .build();
            warnWithoutAttributes(root);
            start(proxy, settings);
            return new LocalS3(lock, proxy);
        } catch (IOException e) {
            lock.close();
            throw new EmbeddedServerException("S3 cannot use " + settings.dir() + ": " + e, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void start(S3Proxy proxy, Settings settings) {
        if (settings.port() != 0 && PortOwner.isTaken(settings.port())) {
            throw portTaken(settings, null);
        }
        try {
            proxy.start();
        } catch (Exception e) {
            stop(proxy);
            throw e.getCause() instanceof BindException || e instanceof BindException ? portTaken(settings, e)
                    : new EmbeddedServerException("S3 did not start on port " + settings.port() + ": " + e, e);
        }
    }

    private static EmbeddedServerException portTaken(Settings settings, Exception cause) {
        return new EmbeddedServerException("Port " + settings.port() + " is needed for S3, but another process has it, see "
                + PortOwner.COMMAND + ". Stop that, or move this one: S3_PORT=" + (settings.port() + 1) + " make step1", cause);
    }

    private static void warnWithoutAttributes(Path root) throws IOException {
        if (!Files.getFileStore(root).supportsFileAttributeView("user")) {
            LOG.warn("The file system of {} does not support extended attributes: objects are stored without content type and metadata", root);
        }
    }

    /** Endpoint for S3 clients, which must use path-style addresses. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** Waits for requests in progress, for up to five seconds. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop(proxy);
        lock.close();
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            LOG.warn("S3 did not stop cleanly", e);
        }
    }
}
