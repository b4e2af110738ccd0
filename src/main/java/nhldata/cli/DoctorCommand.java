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
        description = "Checks the connections and permissions of the API, S3 and PostgreSQL, the route files, ports and tools. Each failed check comes "
                + "with the command or setting that fixes it. Changes nothing. Exit code 1 if a check failed, else 0.",
        footer = {"", "Examples:", "  nhldata doctor", "  nhldata doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() {
        List<ProbeResult> checks = new Doctor(LocalStack.join(Settings.load())).examine();
        boolean ok = checks.stream().noneMatch(check -> check.status() == ProbeResult.Status.FAIL);
        if (output.isRequested()) {
            output.print(Map.of("ok", ok, "checks", checks));
        } else {
            checks.forEach(System.out::println);
        }
        return ok ? ExitCode.DONE : ExitCode.FAILED;
    }
}
