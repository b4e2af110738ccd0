package nhldata.monitoring;

import java.time.Duration;
import java.util.Optional;
import nhldata.config.ProcessSettings;
import nhldata.config.Settings;
import nhldata.queue.KafkaBindings;
import nhldata.queue.TopicStatus;
import nhldata.status.CheckResult;

/** Checks the Kafka topic of the games. The result is cached for ten seconds. Thread safe. */
final class Channel {

    private static final long MAX_AGE = Duration.ofSeconds(10).toNanos();

    private final Settings settings;
    private CheckResult latest;
    private long at;

    private Channel(Settings settings) {
        this.settings = settings;
    }

    /** Empty if the games queue is not shared between processes. */
    static Optional<Channel> of(Settings settings) {
        return ProcessSettings.of(settings).games().isShared() ? Optional.of(new Channel(settings)) : Optional.empty();
    }

    synchronized CheckResult check() {
        if (latest == null || System.nanoTime() - at > MAX_AGE) {
            TopicStatus topic = KafkaBindings.topic(settings).check();
            latest = topic.usable() ? CheckResult.ok("games queue", topic.description()) : CheckResult.failed("games queue", topic.description(), topic.action());
            at = System.nanoTime();
        }
        return latest;
    }
}
