package nhldata.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import nhldata.app.Application;
import nhldata.config.ApiSettings;
import nhldata.config.EmbeddedSettings;
import nhldata.config.GamesChannel;
import nhldata.config.ProcessSettings;
import nhldata.config.Role;
import nhldata.config.Settings;
import nhldata.embedded.EmbeddedStack;
import nhldata.embedded.LocalStackFile;
import nhldata.jmx.Operations;
import nhldata.marts.MartsBuilder;
import nhldata.monitoring.Monitoring;
import nhldata.status.ExitCode;
import nhldata.run.RunResult;
import nhldata.web.WebServer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Runs nhldata as a service until Ctrl-C or SIGTERM: every day it loads the missing games. With --embedded it "
                + "starts its own PostgreSQL and S3, loads a range of dates once and keeps running (as make step1 does).",
        footer = {"", "Examples:", "  nhldata run", "  nhldata run --embedded --from 2020-08-04 --to 2020-08-05",
            "", "One of several processes, with the games on a Kafka topic:", "  NHL_GAMES_CHANNEL='" + GamesChannel.EXAMPLE + "' nhldata run --roles=fetch"})
final class RunCommand implements Callable<Integer> {

    @Option(names = "--embedded", description = "Start PostgreSQL and S3 on this machine, with their data under DATA_DIR.")
    private boolean embedded;

    @Option(names = "--or-sample", description = "Use the sample league (invented players) if the API is unavailable.")
    private boolean orSample;

    @Option(names = "--roles", paramLabel = "ROLE,…", description = "Roles of this process: schedule, fetch, load, marts, web; all by default. In separate processes"
            + " schedule and fetch need NHL_GAMES_CHANNEL=" + GamesChannel.EXAMPLE + ".")
    private String roles;

    @ArgGroup(exclusive = false)
    private Range range;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.load();
        String from = range == null ? null : range.from();
        String to = range == null ? null : range.to();
        if (roles != null) {
            settings = settings.with("nhl.roles", roles);
        }
        Set<Role> own = ProcessSettings.of(settings).roles();
        if (range != null && !own.contains(Role.SCHEDULE)) {
            throw new IllegalArgumentException("--from and --to need the role schedule: add it to --roles, or omit the dates");
        }
        if (!embedded) {
            settings = settings.with("nhl.schedule.enabled", own.contains(Role.SCHEDULE));
        }
        for (String setting : List.of("nhl.routes.reload", "nhl.routes.jmx")) {
            settings = settings.get(setting).equals("auto") ? settings.with(setting, true) : settings;
        }
        ShutdownSequence shutdown = new ShutdownSequence();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::stop, "stop"));
        Runnable servers = () -> { };
        if (embedded) {
            EmbeddedStack stack = EmbeddedStack.begin(settings);
            shutdown.last(stack);
            servers = () -> await(stack, shutdown);
            settings = stack.settings();
        }
        if (orSample) {
            settings = SampleFallback.decide(settings, servers);
        }
        settings = own.contains(Role.MARTS) ? MartsBuilder.decide(settings) : settings.with("nhl.marts.enabled", false);
        Monitoring monitoring = new Monitoring();
        Application application = Application.start(settings, monitoring.beans(), servers);
        shutdown.first(application);
        Operations operations = Operations.register(settings, application);
        WebServer web = WebServer.start(settings, application.camel(), monitoring, operations);
        shutdown.first(() -> {
            web.close();
            operations.close();
            application.close();
            monitoring.close();
        });
        if (embedded) {
            new LocalStackFile(EmbeddedSettings.of(settings).dataDir()).write(ApiSettings.of(settings).url().toString());
        }
        System.out.println(StartupBanner.of(settings, application.source(), web, embedded));
        if (range != null) {
            try (Progress progress = Progress.lines(application)) {
                RunResult run = application.sweep("sweep", from, to, "missing");
                progress.close();
                if (!shutdown.hasBegun()) {
                    System.out.println(RunSummary.of(embedded ? "step1" : "run", run, progress.seconds()));
                    if (embedded) {
                        System.out.println("  In another terminal run: make step2 points_leaders.  Ctrl-C stops everything.");
                    }
                }
            }
        }
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    private static void await(EmbeddedStack stack, ShutdownSequence shutdown) {
        try {
            stack.await();
            if (shutdown.hasBegun()) {
                throw new IllegalStateException("stopped during startup");
            }
        } catch (RuntimeException e) {
            // the stack has failed or is stopped already
            shutdown.last(null);
            throw e;
        }
    }
}
