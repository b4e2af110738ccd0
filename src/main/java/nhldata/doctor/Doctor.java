package nhldata.doctor;

import java.util.ArrayList;
import java.util.List;
import nhldata.config.Settings;

/** Runs all probes in sequence; a failed one does not stop the others. */
public final class Doctor {

    private final Settings settings;

    public Doctor(Settings settings) {
        this.settings = settings;
    }

    public List<ProbeResult> examine() {
        List<ProbeResult> results = new ArrayList<>();
        results.addAll(new ProgramProbe(settings).check());
        results.addAll(new DatabaseProbe(settings).check());
        results.addAll(new BucketProbe(settings).check());
        results.addAll(new ApiProbe(settings).check());
        results.addAll(new ChannelProbe(settings).check());
        results.addAll(new PortsProbe(settings).check());
        results.addAll(new ToolsProbe(settings).check());
        return results;
    }
}
