package nhldata.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.doctor.Doctor;
import nhldata.doctor.ProbeResult;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Tries whether the program can reach the API, S3 and PostgreSQL, and with which rights: a tick or a cross and a sentence each, "
                + "and what to do about a cross. Changes nothing. Exit code 0 without a cross, 1 with one.",
        footer = {"", "Examples:", "  nhldata doctor", "  nhldata doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() {
        List<ProbeResult> findings = new Doctor(LocalStack.join(Settings.load())).examine();
        boolean well = findings.stream().noneMatch(f -> f.mark() == ProbeResult.Mark.CROSS);
        if (output.isWanted()) {
            output.print(Map.of("ok", well, "findings", findings));
        } else {
            findings.forEach(System.out::println);
        }
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }
}
