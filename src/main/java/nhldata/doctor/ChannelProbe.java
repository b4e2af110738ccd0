package nhldata.doctor;

import java.util.List;
import nhldata.config.ProcessSettings;
import nhldata.config.Settings;
import nhldata.queue.KafkaBindings;
import nhldata.queue.TopicStatus;

/** The way of the games from the schedule to the box score, when that leads out of the process. */
final class ChannelProbe {

    private static final String WHAT = "games channel";

    private final Settings settings;

    ChannelProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> findings() {
        try {
            if (!ProcessSettings.of(settings).games().isShared()) {
                return List.of();
            }
            TopicStatus status = KafkaBindings.topic(settings).look();
            return List.of(!status.usable() ? ProbeResult.cross(WHAT, status.what(), status.todo())
                    : status.todo().isEmpty() ? ProbeResult.tick(WHAT, status.what()) : ProbeResult.note(WHAT, status.what(), status.todo()));
        } catch (IllegalArgumentException e) {
            return List.of(ProbeResult.cross(WHAT, e.getMessage(), "correct that setting"));
        }
    }
}
