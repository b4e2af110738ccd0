package nhldata.doctor;

import java.util.List;
import nhldata.config.ProcessSettings;
import nhldata.config.Settings;
import nhldata.queue.KafkaBindings;
import nhldata.queue.TopicStatus;

/** Checks the Kafka topic of the games, if the games queue is shared between processes. */
final class ChannelProbe {

    private static final String SUBJECT = "games queue";

    private final Settings settings;

    ChannelProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        try {
            if (!ProcessSettings.of(settings).games().isShared()) {
                return List.of();
            }
            TopicStatus status = KafkaBindings.topic(settings).check();
            return List.of(!status.usable() ? ProbeResult.fail(SUBJECT, status.description(), status.action())
                    : status.action().isEmpty() ? ProbeResult.ok(SUBJECT, status.description()) : ProbeResult.warn(SUBJECT, status.description(), status.action()));
        } catch (IllegalArgumentException e) {
            return List.of(ProbeResult.fail(SUBJECT, e.getMessage(), "correct that setting"));
        }
    }
}
