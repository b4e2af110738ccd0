package nhldata.jmx;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's MBeans of a running job. What takes its time is started and goes on by itself, one at a time, because a
 * console does not wait for it.
 */
public final class Operations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final ObjectName JOB = name("Job");
    private static final ObjectName DEAD_LETTERS = name("DeadLetters");

    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile String lastStarted = "none";

    private Operations() {
    }

    public static Operations register(Settings settings, Application application) throws JMException {
        Operations operations = new Operations();
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

    String lastStarted() {
        return lastStarted;
    }

    /** @throws IllegalStateException while another one that was started here is under way */
    String start(String what, Callable<RunResult> run) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("not started: " + lastStarted + ". Ask again when it is over");
        }
        lastStarted = what + " is under way";
        Thread thread = new Thread(() -> carryOut(what, run), "operator");
        thread.setDaemon(true);
        thread.start();
        return what + " started; see status, or the status page";
    }

    private void carryOut(String what, Callable<RunResult> run) {
        try {
            RunResult ended = run.call();
            lastStarted = what + ": " + ended.status() + ", " + ended.gamesLoaded() + " of " + ended.gamesFound() + " games loaded, "
                    + ended.gamesDead() + " dead";
        } catch (Exception e) {
            LOG.warn("{} could not be run: {}", what, e.getMessage(), e);
            lastStarted = what + " could not be run: " + e.getMessage();
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
