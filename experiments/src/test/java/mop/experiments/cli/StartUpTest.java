package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help is there at once because it opens no library but picocli. */
class StartUpTest {
  @TempDir Path folder;

  @Test
  void helpLoadsOurCommandsAndPicocliAndNothingElse() throws IOException, InterruptedException {
    Path log = folder.resolve("classes.txt");
    Process help =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "mop.experiments.cli.Workbench",
                "--help")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertThat(help.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(help.exitValue()).isZero();

    List<String> ours =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("source: file:"))
            .map(line -> line.replaceFirst("^(\\[[^]]*\\])+ ", "").replaceFirst(" .*", ""))
            .toList();
    assertThat(ours)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).matches("(picocli|mop[.](experiments|analysis))[.].*"))
        .noneSatisfy(name -> assertThat(name).startsWith("mop.experiments.bench"));
  }

  @Test
  void theExitCodeIsThatOfTheCommandAlsoWhereItEndsByItself()
      throws IOException, InterruptedException {
    assertThat(new Command(folder, "list", "stacks").run().exit()).isZero();
    assertThat(new Command(folder, "lisst").run().exit()).isEqualTo(2);
  }
}
