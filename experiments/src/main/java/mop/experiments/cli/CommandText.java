package mop.experiments.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command as typed, ready to be pasted into a shell. */
final class CommandText {
  private CommandText() {}

  static String of(CommandSpec spec) {
    List<String> args = spec.root().commandLine().getParseResult().originalArgs();
    return args.stream()
        .map(CommandText::quoted)
        .collect(Collectors.joining(" ", "./workbench ", ""));
  }

  private static String quoted(String arg) {
    return arg.matches("[A-Za-z0-9_@%+=:,./-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
  }
}
