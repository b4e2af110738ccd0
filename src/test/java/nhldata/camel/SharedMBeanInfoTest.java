package nhldata.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What an operator sees over JMX is what Camel shows without it. */
class SharedMBeanInfoTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @Test
    void eachMBeanIsDescribedAsCamelDescribesIt() throws Exception {
        try (DefaultCamelContext ours = started("ours", true); DefaultCamelContext camels = started("camels", false)) {
            Map<String, MBeanInfo> expected = infos(camels);
            assertTrue(expected.size() > 15, () -> "routes, steps, endpoints and the context: " + expected.keySet());
            Map<String, MBeanInfo> actual = infos(ours);
            assertEquals(expected.keySet(), actual.keySet());
            for (String name : expected.keySet()) {
                assertEquals(expected.get(name), actual.get(name), name);
            }
        }
    }

    @Test
    void eachKeepsItsOwnFiguresAndSwitches() throws Exception {
        try (DefaultCamelContext camel = started("figures", true)) {
            assertSame(SharedMBeanInfo.class, camel.getCamelContextExtension().getManagementMBeanAssembler().getClass());
            camel.createProducerTemplate().sendBody("direct:first", "a");
            camel.createProducerTemplate().sendBody("direct:first", "b");
            camel.createProducerTemplate().sendBody("direct:second", "c");
            assertEquals(2L, SERVER.getAttribute(route("first"), "ExchangesTotal"));
            assertEquals(1L, SERVER.getAttribute(route("second"), "ExchangesTotal"));
            SERVER.setAttribute(route("first"), new Attribute("StatisticsEnabled", false));
            assertEquals(false, SERVER.getAttribute(route("first"), "StatisticsEnabled"));
            assertEquals(true, SERVER.getAttribute(route("second"), "StatisticsEnabled"));
            SERVER.invoke(route("second"), "stop", null, null);
            assertEquals("Started", SERVER.getAttribute(route("first"), "State"));
            assertEquals("Stopped", SERVER.getAttribute(route("second"), "State"));
        }
    }

    private static ObjectName route(String id) throws JMException {
        return new ObjectName("org.apache.camel:context=figures,type=routes,name=\"" + id + "\"");
    }

    private static DefaultCamelContext started(String name, boolean shared) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName(name);
        if (shared) {
            camel.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfo(camel));
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").routeId("first").setBody(constant("x")).id("set-first").choice().when(body().isNull()).log("none").id("log-first").end()
                        .to("seda:out").id("to-first");
                from("direct:second").routeId("second").setBody(constant("y")).id("set-second").split(body()).id("split-second").to("seda:out").id("to-second").end();
            }
        });
        camel.start();
        return camel;
    }

    /** By their names without that of the context; producers and threads are numbered, and choices named, as they come. */
    private static Map<String, MBeanInfo> infos(DefaultCamelContext camel) throws JMException {
        Map<String, MBeanInfo> infos = new TreeMap<>();
        for (ObjectName name : SERVER.queryNames(new ObjectName("org.apache.camel:context=" + camel.getName() + ",*"), null)) {
            if (!name.getKeyProperty("name").matches(".*(0x|\\d\").*")) {
                infos.put(name.toString().replace(camel.getName(), "x"), SERVER.getMBeanInfo(name));
            }
        }
        return infos;
    }
}
