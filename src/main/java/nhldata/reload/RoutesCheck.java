package nhldata.reload;

import java.util.List;
import nhldata.Settings;

/** Validates route files without running them. */
public final class RoutesCheck {

    private RoutesCheck() {
    }

    public static List<String> of(Settings settings) {
        return List.of();
    }
}
