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
        List<ProbeResult> findings = new ArrayList<>();
        findings.addAll(new ProgramProbe(settings).findings());
        findings.addAll(new DatabaseProbe(settings).findings());
        findings.addAll(new BucketProbe(settings).findings());
        findings.addAll(new ApiProbe(settings).findings());
        findings.addAll(new ChannelProbe(settings).findings());
        findings.addAll(new PortsProbe(settings).findings());
        findings.addAll(new ToolsProbe(settings).findings());
        return findings;
    }
}
