package nhldata.doctor;

import java.util.List;
import nhldata.config.GamesChannel;
import nhldata.config.Role;
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
            Role.of(settings);
            if (!GamesChannel.of(settings).isShared()) {
                return List.of();
            }
            TopicStatus status = KafkaBindings.topic(settings).check();
            return List.of(!status.usable() ? ProbeResult.cross(WHAT, status.description(), status.action())
                    : status.action().isEmpty() ? ProbeResult.tick(WHAT, status.description()) : ProbeResult.note(WHAT, status.description(), status.action()));
        } catch (IllegalArgumentException e) {
            return List.of(ProbeResult.cross(WHAT, e.getMessage(), "correct that setting"));
        }
    }
}
