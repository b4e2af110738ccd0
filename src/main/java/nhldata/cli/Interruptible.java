package nhldata.cli;

import nhldata.Application;
import nhldata.Settings;

/** Starts the pipeline for a verb that ends by itself, and tells whoever types Ctrl-C what that means. */
final class Interruptible {

    private Interruptible() {
    }

    static Application start(Settings settings) throws Exception {
        Application application = Application.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(application), "tell"));
        return application;
    }

    private static void tell(Application application) {
        if (!application.isClosed()) {
            System.out.println("\nstopping; nothing is lost: the same command goes on from here");
        }
    }
}
