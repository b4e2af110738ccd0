import nhldata.config.Settings;
import nhldata.embedded.EmbeddedStack;

/** PostgreSQL and S3 as {@code make step1} starts them, in a separate process, until standard input ends or the process is stopped. */
public final class EmbeddedServers {

    private EmbeddedServers() {
    }

    public static void main(String[] args) throws Exception {
        EmbeddedStack stack = EmbeddedStack.start(Settings.load());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        System.out.println("ready");
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
