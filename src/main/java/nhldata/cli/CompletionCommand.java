package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.status.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "completion", mixinStandardHelpOptions = true, description = "Prints the completion script for bash and zsh.",
        footer = {"", "Example:", "  nhldata completion", "In ~/.bashrc or ~/.zshrc: source <(nhldata completion)"})
final class CompletionCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine out = spec.commandLine();
        out.getOut().print(AutoComplete.bash("nhldata", spec.root().commandLine()));
        out.getOut().flush();
        return ExitCode.DONE;
    }
}
