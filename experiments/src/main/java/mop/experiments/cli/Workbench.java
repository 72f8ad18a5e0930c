package mop.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.experiments.run.EnvironmentUnfit;
import mop.experiments.run.Failures;
import mop.experiments.run.RunFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
@Command(
    name = "workbench",
    description = {
      "Controlled experiments on telemetry: what a change saves,",
      "and what it costs in accuracy."
    },
    version = "workbench " + Workbench.VERSION,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    usageHelpWidth = 80,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      ListCommand.class,
      ReportCommand.class,
      HistoryCommand.class,
      ClaimsCommand.class,
      CostCommand.class,
      StackCommand.class,
      BenchCommand.class,
      DoctorCommand.class
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  ./workbench run adaptive-sampling",
      "",
      "Exit codes: 0 done, 1 a bug of ours, 2 invalid input, 12 run incomplete,",
      "13 this machine does not fit, 130 interrupted (resume with --resume)."
    })
public final class Workbench implements Runnable {
  static final String VERSION = "0.1.0";

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  boolean debug;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress on stderr.")
  boolean quiet;

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command given");
  }

  public static void main(String[] args) {
    int exit = execute(args);
    if (exit != ExitCode.DONE || othersRun()) {
      System.exit(exit);
    }
  }

  /**
   * Whether a thread would keep the process from ending by itself. System.exit would do it always,
   * but since JDK 21 it looks into every library for a logger first, which takes longer than help.
   */
  private static boolean othersRun() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] threads = new Thread[2 * group.activeCount() + 8];
    int found = group.enumerate(threads);
    return Arrays.stream(threads, 0, found)
        .anyMatch(thread -> thread != Thread.currentThread() && !thread.isDaemon());
  }

  /** Runs a command; what is no exception of a command is reported here, in one line too. */
  private static int execute(String[] args) {
    try {
      Answer answer = new Answer(new FileOutputStream(FileDescriptor.out));
      int exit = commandLine(answer).execute(args);
      return answer.lost().map(why -> answerLost(why, exit)).orElse(exit);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "Out of memory: the heap of "
              + Runtime.getRuntime().maxMemory() / (1 << 20)
              + " MiB is too small for this; raise it with WORKBENCH_JAVA_OPTS=-Xmx2g and go on"
              + " with --resume.");
      return ExitCode.RUN_FAILED;
    }
  }

  private static int answerLost(String why, int exit) {
    System.err.println("The answer could not be written to stdout (" + why + ").");
    return exit == ExitCode.DONE ? ExitCode.RUN_FAILED : exit;
  }

  static CommandLine commandLine() {
    return commandLine(new FileOutputStream(FileDescriptor.out));
  }

  private static CommandLine commandLine(OutputStream out) {
    CommandLine line = new CommandLine(new Workbench());
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(usageError());
    line.setExecutionExceptionHandler(failure());
    return line;
  }

  /** Folder of the checkout, in which definitions are looked up and runs are kept. */
  static Path home() {
    return Path.of(System.getProperty("workbench.home", ""));
  }

  private static IParameterExceptionHandler usageError() {
    return (e, args) -> {
      CommandLine line = e.getCommandLine();
      String help = "Try: ./" + line.getCommandSpec().qualifiedName() + " --help";
      line.getErr().println(oneLine(e.getMessage()) + ". " + meant(e).orElse(help));
      return ExitCode.INVALID_INPUT;
    };
  }

  /** The command or option that was probably meant by a word that nobody knows. */
  private static Optional<String> meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    CommandLine line = e.getCommandLine();
    List<String> known = new ArrayList<>(line.getSubcommands().keySet());
    line.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    return NearestWord.of(unmatched.getUnmatched().getFirst(), known)
        .map(word -> "Did you mean '" + word + "'?");
  }

  private static IExecutionExceptionHandler failure() {
    return (e, line, parsed) -> {
      Workbench root = line.getCommandSpec().root().userObject() instanceof Workbench w ? w : null;
      if (root != null && root.debug) {
        e.printStackTrace(line.getErr());
      }
      return switch (e) {
        case InvalidInput bad -> say(line, bad.getMessage(), ExitCode.INVALID_INPUT);
        case EnvironmentUnfit unfit -> say(line, unfit.getMessage(), ExitCode.ENVIRONMENT_UNFIT);
        case RunFailed failed -> say(line, failed.getMessage(), ExitCode.RUN_FAILED);
        case AccessDeniedException denied ->
            say(line, Failures.inWords(denied) + ".", ExitCode.ENVIRONMENT_UNFIT);
        case IOException io -> say(line, Failures.inWords(io) + ".", ExitCode.RUN_FAILED);
        default ->
            say(
                line,
                "Internal error, a bug of ours: "
                    + e
                    + ". Please report it with the output of the same command with --debug.",
                ExitCode.INTERNAL_ERROR);
      };
    };
  }

  private static int say(CommandLine line, @Nullable String message, int code) {
    line.getErr().println(oneLine(message));
    return code;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no message" : message.replaceAll("\\s*\\R\\s*", " ");
  }
}
