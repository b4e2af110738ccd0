package nhldata.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.notify.Channels;
import nhldata.status.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "notify", mixinStandardHelpOptions = true, subcommands = CommandLine.HelpCommand.class,
        description = "Notification channels: Slack, e-mail, webhook, and the heartbeat of a dead man's switch.")
final class NotifyCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "test", mixinStandardHelpOptions = true,
            description = "Sends a test message to every configured channel and prints each result. Exit code 1 if one failed or none is configured.",
            footer = {"", "Example:", "  nhldata notify test"})
    int test(@Mixin JsonOutput output) throws Exception {
        Map<String, String> outcomes = new LinkedHashMap<>();
        Settings settings = LocalStack.join(Settings.load()).with("nhl.roles", "web");
        Channels channels = new Channels(settings);
        try (Application application = Application.start(settings)) {
            for (String channel : channels.names()) {
                outcomes.put(channel, channels.test(channel, application.camel()).orElse("sent"));
            }
        }
        if (output.isRequested()) {
            output.print(outcomes);
        } else if (outcomes.isEmpty()) {
            System.out.println("no notification channel is configured: set NHL_NOTIFY_SLACK_URL, NHL_NOTIFY_EMAIL_TO, NHL_NOTIFY_WEBHOOK_URL or NHL_NOTIFY_ALIVE_URL");
        } else {
            outcomes.forEach((channel, outcome) -> System.out.println((outcome.equals("sent") ? "✓ " : "✗ ") + channel + ": " + outcome));
        }
        boolean allSent = outcomes.values().stream().allMatch("sent"::equals);
        return allSent && !outcomes.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
