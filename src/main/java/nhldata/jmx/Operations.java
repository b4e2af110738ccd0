package nhldata.jmx;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunRequest;
import nhldata.run.RunResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the MBeans of a running service. Runs are executed in the background, one at a time, because a JMX console does
 * not wait for them.
 */
public final class Operations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final ObjectName JOB = name("Job");
    private static final ObjectName DEAD_LETTERS = name("DeadLetters");

    private final Application application;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile String lastStarted = "none";

    private Operations(Application application) {
        this.application = application;
    }

    public static Operations register(Settings settings, Application application) throws JMException {
        Operations operations = new Operations(application);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(new DescribedMBean(new Job(settings, application, operations), JobMBean.class), JOB);
        server.registerMBean(new DescribedMBean(new DeadLetters(settings, application, operations), DeadLettersMBean.class), DEAD_LETTERS);
        return operations;
    }

    @Override
    public void close() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.unregisterMBean(JOB);
        server.unregisterMBean(DEAD_LETTERS);
    }

    /** The last run that was started here: in progress, or its result. */
    public String lastStarted() {
        return lastStarted;
    }

    /**
     * Starts a run in the background.
     *
     * @return its id; its row in etl.run follows
     * @throws IllegalStateException while a run that was started here is in progress
     */
    public String start(RunRequest request) {
        String id = application.newRunId(request);
        start("run " + id, () -> application.run(request.withId(id)));
        return id;
    }

    /** @throws IllegalStateException while a run that was started here is in progress */
    String start(String what, Callable<RunResult> run) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("not started: " + lastStarted + ". Try again after it has ended");
        }
        lastStarted = what + " is in progress";
        Thread thread = new Thread(() -> execute(what, run), "operator");
        thread.setDaemon(true);
        thread.start();
        return what + " started; for its progress see status, or the status page";
    }

    private void execute(String what, Callable<RunResult> run) {
        try {
            RunResult ended = run.call();
            lastStarted = what + ": " + ended.status() + ", " + ended.gamesLoaded() + " of " + ended.gamesFound() + " games loaded, "
                    + ended.gamesDead() + " dead-lettered";
        } catch (Exception e) {
            LOG.warn("{} failed: {}", what, e.getMessage(), e);
            lastStarted = what + " failed: " + e.getMessage();
        } finally {
            busy.set(false);
        }
    }

    private static ObjectName name(String type) {
        try {
            return new ObjectName("nhldata:type=" + type);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
