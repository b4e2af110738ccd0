package nhldata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Properties;
import nhldata.api.Api;
import nhldata.bindings.RouteBindings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

    private static final Settings DEFAULTS = DefaultSettings.load();
    private static final Settings SHARED = DEFAULTS.with("nhl.games.channel", "kafka:nhl-games?brokers=b:9092");

    @Test
    void aProcessDoesEverythingByDefault() {
        assertEquals(EnumSet.allOf(Role.class), ProcessSettings.of(DEFAULTS).roles());
    }

    @Test
    void anUnknownRoleIsRefusedWithTheKnownOnes() {
        assertEquals("there is no role \"fetcher\"; write some of schedule,fetch,load,marts,web", refused(DEFAULTS.with("nhl.roles", "schedule, fetcher")));
        assertTrue(refused(DEFAULTS.with("nhl.roles", " , ")).startsWith("nhl.roles names no role"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule", "fetch", "schedule,load,marts,web", "fetch,load"})
    void scheduleAndFetchAreApartOnlyWithAChannelThatIsShared(String roles) {
        assertTrue(refused(DEFAULTS.with("nhl.roles", roles)).contains("set NHL_GAMES_CHANNEL=kafka:nhl-games?brokers=host:9092"));
        assertEquals(roles.split(",").length, ProcessSettings.of(SHARED.with("nhl.roles", roles)).roles().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "marts", "web", "load,marts", "schedule,fetch"})
    void theOthersAreApartWithAnyChannel(String roles) {
        assertEquals(roles.split(",").length, ProcessSettings.of(DEFAULTS.with("nhl.roles", roles)).roles().size());
    }

    @Test
    void aProcessDoesNothingThatIsNoneOfItsRoles() {
        Properties loads = routing(SHARED.with("nhl.roles", "load").with("nhl.schedule.enabled", true));
        assertEquals("false false true false", here(loads));
        Properties schedules = routing(SHARED.with("nhl.roles", "schedule,marts").with("nhl.schedule.enabled", true).with("nhl.marts.enabled", true));
        assertEquals("true false false true", here(schedules));
    }

    @Test
    void quartzIsNotEvenLoadedInAProcessThatIsNoScheduler() {
        Settings service = SHARED.with("nhl.schedule.enabled", true);
        assertNotNull(quartz(service));
        assertNull(quartz(service.with("nhl.roles", "fetch")));
        assertNull(quartz(DEFAULTS), "nor by a command");
    }

    private static String quartz(Settings settings) {
        return routing(settings).getProperty("camel.component.quartz.propertiesRef");
    }

    private static String here(Properties p) {
        return p.getProperty("nhl.role.scheduler.active") + " " + p.getProperty("nhl.role.fetch.active") + " " + p.getProperty("nhl.role.load.active") + " " + p.getProperty("nhl.role.marts.active");
    }

    private static Properties routing(Settings settings) {
        return new RouteBindings(settings, Api.of("http://localhost"), "x").properties();
    }

    private static String refused(Settings settings) {
        return assertThrows(IllegalArgumentException.class, () -> ProcessSettings.of(settings)).getMessage();
    }
}
