package nhldata.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the work that a process does. By default one process has all roles; they are separated when one machine is not enough. */
public enum Role {
    /** The clock, the runs and the commands of the operator; any number of processes, of which one starts the daily run. */
    SCHEDULE,
    /** Box scores from the API to CSVs in the bucket; any number of processes. */
    FETCH,
    /** CSVs into PostgreSQL; any number of processes. */
    LOAD,
    /** dbt; one process at a time builds. */
    MARTS,
    /** The status page and Hawtio. Health and metrics are served by every process. */
    WEB;

    /**
     * The roles of {@code nhl.roles}.
     *
     * @throws IllegalArgumentException when there is no such role, or when roles are in different processes that only a shared channel connects
     */
    static Set<Role> of(String names, boolean isChannelShared) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split("[,\\s]+")) {
            if (!name.isEmpty()) {
                roles.add(Arrays.stream(values()).filter(role -> role.word().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "there is no role \"" + name + "\"; write some of " + Arrays.stream(values()).map(Role::word).collect(Collectors.joining(",")))));
            }
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("nhl.roles names no role; omit it for all of them");
        }
        if (!isChannelShared && roles.contains(SCHEDULE) != roles.contains(FETCH)) {
            throw new IllegalArgumentException("schedule and fetch cannot be in different processes while games go from one to the other within one"
                    + " (nhl.games.channel is seda:…): set NHL_GAMES_CHANNEL=" + GamesChannel.EXAMPLE + " for all of them, or use --roles=schedule,fetch");
        }
        return roles;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
