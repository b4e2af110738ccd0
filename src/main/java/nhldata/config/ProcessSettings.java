package nhldata.config;

import java.util.Set;

/**
 * What one process does, and by which channel games come to it and leave it.
 *
 * @param kafkaConfig file with properties of the Kafka client; empty for none
 */
public record ProcessSettings(Set<Role> roles, GamesChannel games, String kafkaConfig) {

    ProcessSettings(SettingReader in) {
        this(in, in.parse("nhl.games.channel", GamesChannel::of));
    }

    private ProcessSettings(SettingReader in, GamesChannel games) {
        this(in.parse("nhl.roles", value -> Role.of(value, games == null || games.isShared())), games, in.optional("nhl.games.kafka-config"));
    }

    public static ProcessSettings of(Settings settings) {
        return SettingReader.read(settings, ProcessSettings::new);
    }
}
