package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A killed run goes on where it was; threads change nothing but times. */
@Tag("slow")
class ResumeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String[] RUN = {
    "run",
    "adaptive-sampling",
    "--workload",
    "shop:spans=2e4,faults=12,hours=1",
    "--replicates",
    "3",
    "--set",
    "sampler=adaptive-5",
    "--seed",
    "7"
  };

  @TempDir Path folder;

  private Command command(String name, String... more) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    String[] args = Stream.concat(Stream.of(RUN), Stream.of(more)).toArray(String[]::new);
    return new Command(place, args);
  }

  /** The result document without what a clock, a meter or an id put there. */
  static JsonNode timeless(Path runs) throws IOException {
    JsonNode result = JSON.readTree(Files.readString(onlyRun(runs).resolve("result.json")));
    ObjectNode run = (ObjectNode) result.get("run");
    List.of("id", "startedAt", "finishedAt", "command", "machine").forEach(run::remove);
    ((ObjectNode) result.get("cost")).remove("treatments");
    ((ObjectNode) result).remove("recommendation");
    ((ObjectNode) result).remove("claims");
    result
        .get("usage")
        .valueStream()
        .filter(use -> use.get("resource").stringValue().equals("cpuSeconds"))
        .forEach(use -> ((ObjectNode) use).remove("mean"));
    // CPU time is one of the amounts, and whether one law fits it is left to chance
    Iterator<JsonNode> warnings = result.at("/diagnostics/warnings").iterator();
    while (warnings.hasNext()) {
      if (warnings.next().stringValue().startsWith("no one power law fits")) {
        warnings.remove();
      }
    }
    Set<String> measuredTimes = Set.of("usage.cpuSeconds", "pipeline.peakHeap", "cost.monthly");
    Iterator<JsonNode> effects = result.get("effects").iterator();
    while (effects.hasNext()) {
      if (measuredTimes.contains(effects.next().get("outcome").stringValue())) {
        effects.remove();
      }
    }
    return result;
  }

  static Path onlyRun(Path runs) throws IOException {
    try (Stream<Path> folders = Files.list(runs.resolve("adaptive-sampling"))) {
      return folders.filter(path -> !Files.isSymbolicLink(path)).findFirst().orElseThrow();
    }
  }

  @Test
  void givesTheResultOfAnUndisturbedRunAfterKills() throws IOException, InterruptedException {
    Command undisturbed = command("a", "--out", "runs", "--threads", "2");
    assertThat(undisturbed.run().exit()).as(undisturbed.read("err.txt")).isZero();

    Process process = command("b", "--out", "runs", "--threads", "1").start();
    Path runs = folder.resolve("b/runs");
    Set<Long> killedAt = new HashSet<>();
    for (int kill = 0; kill < 3; kill++) {
      long trials = awaitTrials(process, runs, kill + 1);
      process.destroyForcibly().waitFor();
      killedAt.add(trials);
      Path run = onlyRun(runs);
      assertThat(run.resolve("result.json")).doesNotExist();
      process = new Command(folder.resolve("b"), "run", "--resume", run.toString()).start();
    }
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("b/err.txt"))).isZero();
    assertThat(killedAt).isNotEmpty();
    assertThat(timeless(runs)).isEqualTo(timeless(folder.resolve("a/runs")));
    assertThat(onlyRun(runs).resolve("scratch")).doesNotExist();
  }

  @Test
  void goesOnBetweenTrialsOfOtherSizes() throws IOException, InterruptedException {
    String[] larger = {"--workload", "shop:spans=4e4,faults=12,hours=1", "--replicates", "2"};
    Command undisturbed = sized("c", larger);
    assertThat(undisturbed.run().exit()).as(undisturbed.read("err.txt")).isZero();
    Process process = sized("d", larger).start();
    Path runs = folder.resolve("d/runs");
    for (int kill = 0; kill < 2; kill++) {
      await(process, runs, "sized", 2 * kill + 1);
      process.destroyForcibly().waitFor();
      process =
          new Command(folder.resolve("d"), "run", "--resume", onlyRun(runs).toString()).start();
    }
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("d/err.txt"))).isZero();
    assertThat(timeless(runs)).isEqualTo(timeless(folder.resolve("c/runs")));
    assertThat(sizedUse(runs)).hasSize(6).isEqualTo(sizedUse(folder.resolve("c/runs")));
  }

  private Command sized(String name, String... workload) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    String[] args = {"run", "adaptive-sampling", "--set", "sampler=head-10", "--out", "runs"};
    return new Command(
        place, Stream.concat(Stream.of(args), Stream.of(workload)).toArray(String[]::new));
  }

  /** What the journal says of trials of other sizes, without times. */
  private static List<JsonNode> sizedUse(Path runs) throws IOException {
    try (Stream<String> lines = Files.lines(onlyRun(runs).resolve("journal.jsonl"))) {
      return lines
          .filter(line -> line.contains("\"entry\":\"sized\""))
          .map(JSON::readTree)
          .peek(entry -> {
            Iterator<JsonNode> uses = entry.at("/usage/uses").iterator();
            while (uses.hasNext()) {
              if (uses.next().get("resource").stringValue().equals("cpuSeconds")) {
                uses.remove();
              }
            }
          })
          .toList();
    }
  }

  static long awaitTrials(Process process, Path runs, int wanted) throws IOException {
    return await(process, runs, "trial", wanted);
  }

  /** Waits until the journal has that many entries; watches the file, not the clock. */
  private static long await(Process process, Path runs, String entry, int wanted)
      throws IOException {
    while (process.isAlive()) {
      long trials = 0;
      if (Files.isDirectory(runs.resolve("adaptive-sampling"))) {
        try (Stream<Path> folders = Files.list(runs.resolve("adaptive-sampling"))) {
          Path journal =
              folders
                  .map(f -> f.resolve("journal.jsonl"))
                  .filter(Files::exists)
                  .findFirst()
                  .orElse(null);
          if (journal != null) {
            try (Stream<String> lines = Files.lines(journal)) {
              trials = lines.filter(line -> line.contains("\"entry\":\"" + entry + "\"")).count();
            }
          }
        }
      }
      if (trials >= wanted) {
        return trials;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the run ended before it could be killed");
  }
}
