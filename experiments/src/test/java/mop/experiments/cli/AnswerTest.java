package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that does not reach the reader is no success. */
class AnswerTest {
  @TempDir Path folder;

  @Test
  void failsWhenStdoutTakesNothing() throws IOException, InterruptedException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs /dev/full");
    Command.Ended ended = new Command(folder, "list").into(full.toFile()).run();
    assertThat(ended.exit()).isEqualTo(12);
    assertThat(ended.err()).contains("could not be written to stdout").hasLineCount(1);
  }
}
