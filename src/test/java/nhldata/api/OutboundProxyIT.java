package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import nhldata.testing.FakeApi;
import nhldata.testing.ForwardProxy;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import nhldata.testing.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network that only a proxy leads out of, which wants a login; the API's name is known to nobody but the proxy. */
@ExtendWith(Stack.class)
class OutboundProxyIT {

    private static final String DATE = "2022-12-04";
    private static final String API = "https://" + Tls.BEHIND_A_PROXY;

    @TempDir
    private Path folder;

    @Test
    void theApiIsAskedThroughTheProxyAndThisMachineIsNot(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague();
                ForwardProxy proxy = new ForwardProxy("me@home:p:ss w", URI.create(api.url()).getPort())) {
            TestEnvironment world = empty.with("nhl.api.url", API);
            Map<String, String> way = Map.of("HTTPS_PROXY", "http://me%40home:p%3Ass%20w@127.0.0.1:" + proxy.port());

            try (PackagedProgram sweep = PackagedProgram.start(world, folder, way, "sweep", "--from", DATE, "--to", DATE)) {
                assertEquals(0, sweep.exitCode(), sweep.output());
            }
            assertEquals("3", world.row("select count(*) from etl.game where state = 'loaded'"));
            assertEquals(Set.of(Tls.BEHIND_A_PROXY + ":443"), Set.copyOf(proxy.tunnels()));
            try (PackagedProgram doctor = PackagedProgram.start(world, folder, way, "doctor")) {
                doctor.exitCode();
                assertTrue(doctor.output().contains(API + " responded in "), doctor.output());
            }

            proxy.tunnels().clear();
            try (PackagedProgram doctor = PackagedProgram.start(world, folder, Map.of("https_proxy", way.get("HTTPS_PROXY"), "ALL_PROXY", "socks5://127.0.0.1:1080", "NO_PROXY", "nhldata.test"), "doctor")) {
                doctor.exitCode();
                assertTrue(doctor.output().contains(API + " unavailable"), doctor.output());
            }
            assertEquals(Set.of(), Set.copyOf(proxy.tunnels()));
        }
    }

    @Test
    void whatIsNoHttpProxyIsRefusedByItsNameAndNotRepeated(TestEnvironment world) throws Exception {
        try (PackagedProgram refused = PackagedProgram.start(world, folder, Map.of("HTTPS_PROXY", "socks5://me:canary@127.0.0.1:1080"), "status")) {
            assertEquals(64, refused.exitCode());
            assertTrue(refused.output().contains("HTTPS_PROXY must be a proxy such as http://proxy.example.com:3128"), refused.output());
            assertFalse(refused.output().contains("canary"), refused.output());
        }
    }
}
