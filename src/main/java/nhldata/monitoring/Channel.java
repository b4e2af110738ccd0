package nhldata.monitoring;

import java.time.Duration;
import java.util.Optional;
import nhldata.config.GamesChannel;
import nhldata.config.Settings;
import nhldata.queue.KafkaBindings;
import nhldata.queue.TopicStatus;
import nhldata.status.CheckResult;

/** Do games come through from one process to another? Asked at most every ten seconds. Thread safe. */
final class Channel {

    private static final long KEEP = Duration.ofSeconds(10).toNanos();

    private final Settings settings;
    private CheckResult latest;
    private long at;

    private Channel(Settings settings) {
        this.settings = settings;
    }

    /** Empty when games do not leave the process. */
    static Optional<Channel> of(Settings settings) {
        return GamesChannel.of(settings).isShared() ? Optional.of(new Channel(settings)) : Optional.empty();
    }

    synchronized CheckResult look() {
        if (latest == null || System.nanoTime() - at > KEEP) {
            TopicStatus status = KafkaBindings.topic(settings).check();
            latest = status.usable() ? CheckResult.well("games channel", status.description()) : CheckResult.unwell("games channel", status.description(), status.action());
            at = System.nanoTime();
        }
        return latest;
    }
}
