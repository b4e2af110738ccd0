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
            TopicStatus look = KafkaBindings.topic(settings).look();
            return List.of(!look.usable() ? ProbeResult.cross(WHAT, look.what(), look.todo())
                    : look.todo().isEmpty() ? ProbeResult.tick(WHAT, look.what()) : ProbeResult.note(WHAT, look.what(), look.todo()));
        } catch (IllegalArgumentException e) {
            return List.of(ProbeResult.cross(WHAT, e.getMessage(), "correct that setting"));
        }
    }
}
