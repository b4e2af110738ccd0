package nhldata.cli;

import nhldata.Application;
import nhldata.Settings;
import org.slf4j.LoggerFactory;

/** Starts the pipeline for a verb that ends by itself, so that Ctrl-C stops it in order and says what that means. */
final class Interruptible {

    private Interruptible() {
    }

    static Application start(Settings settings) throws Exception {
        Application application = Application.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(application), "stop"));
        return application;
    }

    private static void stop(Application application) {
        if (application.isClosed()) {
            return;
        }
        System.out.println("\nstopping; nothing is lost: the same command goes on from here");
        try {
            application.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Interruptible.class).warn("not stopped cleanly: {}", e.getMessage(), e);
        }
    }
}
