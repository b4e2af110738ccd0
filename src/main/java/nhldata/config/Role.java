package nhldata.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process does of the whole. All of it by default; apart when one machine is not enough. */
public enum Role {
    /** The clock, the runs, and what a person asks for; any number of processes, of which one fires. */
    SCHEDULE,
    /** Box scores from the API to CSVs in the bucket; any number of processes. */
    FETCH,
    /** CSVs into PostgreSQL; any number of processes. */
    LOAD,
    /** dbt; one builds at a time, wherever it is. */
    MARTS,
    /** The status page and Hawtio. Health and metrics are served by every process. */
    WEB;

    /**
     * The roles of {@code nhl.roles}.
     *
     * @throws IllegalArgumentException when there is no such role, or when roles are apart that only a shared channel can join
     */
    public static Set<Role> of(Settings settings) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : settings.get("nhl.roles").split("[,\\s]+")) {
            if (!name.isEmpty()) {
                roles.add(Arrays.stream(values()).filter(role -> role.word().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "there is no role \"" + name + "\"; write some of " + Arrays.stream(values()).map(Role::word).collect(Collectors.joining(",")))));
            }
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("nhl.roles names no role; leave it out for all of them");
        }
        boolean shared = GamesChannel.of(settings).isShared();
        if (!shared && roles.contains(SCHEDULE) != roles.contains(FETCH)) {
            throw new IllegalArgumentException("schedule and fetch cannot be in different processes while games go from one to the other within one"
                    + " (nhl.games.channel is seda:…): set NHL_GAMES_CHANNEL=" + GamesChannel.EXAMPLE + " for all of them, or type --roles=schedule,fetch");
        }
        return roles;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
