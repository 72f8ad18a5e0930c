package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Help is read on a narrow terminal; golden files show every change of it. */
class HelpTest {
  private static final Path GOLDEN = Path.of("src/test/resources/help");

  static Stream<CommandLine> commands() {
    return withSubcommands(Workbench.commandLine());
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsEightyColumnsHasAnExampleAndIsAsRecorded(CommandLine command) throws IOException {
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(help).containsPattern("Examples?:\\R  \\./workbench ");
    Path golden = GOLDEN.resolve(name(command) + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, help);
    }
    assertThat(help).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  /** The command as typed, without the program: {@code cost-estimate}. */
  private static String name(CommandLine command) {
    String typed = command.getCommandSpec().qualifiedName("-");
    return typed.replaceFirst("^workbench-", "");
  }
}
