package nhldata.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The two ports of the service.
 *
 * @param apiToken bearer token of the HTTP API; empty: it is off
 * @param allowedHosts host names in lower case by which a port beyond loopback may be requested
 */
public record HttpSettings(Port http, Set<String> allowedHosts, Port hawtio, String hawtioUser, Secret hawtioPassword, Secret apiToken) {

    /** Where a server listens; empty port for nowhere. */
    public record Port(String host, OptionalInt port) {
    }

    HttpSettings(SettingReader in) {
        this(new Port(in.string("http.host"), in.portOrOff("http.port")), hosts(in.matching("http.allowed-hosts", "host names with commas between them, or nothing", "[^/\\s]*(\\s*,\\s*[^/\\s]+)*")),
                new Port(in.string("hawtio.host"), in.portOrOff("hawtio.port")), in.string("hawtio.user"), in.secret("hawtio.password"), token(in));
    }

    public static HttpSettings of(Settings settings) {
        return SettingReader.read(settings, HttpSettings::new);
    }

    private static Secret token(SettingReader in) {
        in.matching("http.api-token", "at least 16 characters without spaces, or nothing", "|[!-~]{16,}");
        return in.secret("http.api-token");
    }

    private static Set<String> hosts(String names) {
        return names == null ? Set.of() : Arrays.stream(names.toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
