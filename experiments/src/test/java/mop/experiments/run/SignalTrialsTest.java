package mop.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.cost.ResourceUsage;
import mop.experiments.run.Journal.Header;
import mop.experiments.run.Journal.SignalsDone;
import mop.experiments.run.Journal.Taken;
import mop.experiments.workload.SignalRange;
import mop.experiments.workload.TelemetryBlock;
import mop.experiments.workload.Workloads;
import mop.stack.logs.ingest.OtlpLogs;
import mop.stack.metrics.ingest.OtlpMetrics;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.Signal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalTrialsTest {
  @TempDir Path folder;

  private TelemetryBlock draw(String spec) throws IOException {
    Workloads.Setting setting = new Workloads.Setting(5, 1, 2, 10, folder, line -> {});
    return Workloads.open(spec, setting).draw(1, folder);
  }

  private Journal journal() throws IOException {
    return Journal.create(
        folder.resolve("journal.jsonl"),
        new Header("id", "", "", "", "", "", null, 1, null, true, 0, 5, List.of(), 1, 0));
  }

  @Test
  void storesWhatCameAndCountsItOnce() throws IOException {
    TelemetryBlock block = draw("shop:spans=1e4,faults=0,hours=0.5,signals=all");
    SignalsDone done;
    try (Journal journal = journal()) {
      done = new SignalTrials(journal, folder).of(block, true);
      assertThat(new SignalTrials(journal, folder).of(block, true)).isSameAs(done);
    }

    assertThat(done.invalid()).isNull();
    assertThat(done.taken())
        .containsExactly(
            new Taken("metrics", samples(block.others().get(0)), 0, ""),
            new Taken("logs", entries(block.others().get(1)), 0, ""));
    Map<String, Double> uses = uses(done);
    assertThat(uses).hasSize(19).allSatisfy((use, amount) -> assertThat(amount).isNotNegative());
    for (String component : List.of("metrics", "logs")) {
      assertThat(uses.get(component + " storedBytes")).isPositive();
      assertThat(uses.get(component + " walBytes")).isPositive();
      assertThat(uses.get(component + " putRequests")).isPositive();
      assertThat(uses.get(component + " cpuSeconds")).isPositive();
    }
    assertThat(uses.get("logs ingestNetworkBytes"))
        .isEqualTo((double) block.others().get(1).bytes())
        .isGreaterThan(uses.get("logs storedBytes"));
    assertThat(done.uses()).allMatch(use -> use.source().contains("alike for all treatments"));
    try (Journal resumed = Journal.resume(folder.resolve("journal.jsonl"))) {
      assertThat(resumed.signals()).containsExactly(done);
    }
  }

  @Test
  void givesTheSameAmountsAgain() throws IOException {
    String spec = "shop:spans=1e4,faults=0,hours=0.5,signals=all";
    SignalsDone once;
    SignalsDone again;
    try (Journal journal = journal()) {
      once = new SignalTrials(journal, folder).of(draw(spec), false);
      again = new SignalTrials(journal, folder).of(draw(spec), false);
      assertThat(journal.signals()).isEmpty();
    }
    assertThat(timeless(again)).isEqualTo(timeless(once));
  }

  @Test
  void drawsTheSameTracesWithMetricsAndLogsAndWithout() throws IOException {
    TelemetryBlock alone = draw("shop:spans=1e4,faults=3,hours=0.5");
    TelemetryBlock all = draw("shop:spans=1e4,faults=3,hours=0.5,signals=all");
    assertThat(all.sha256()).isEqualTo(alone.sha256());
    assertThat(alone.others()).isEmpty();
    try (Journal journal = journal()) {
      SignalsDone none = new SignalTrials(journal, folder).of(alone, true);
      assertThat(none).isEqualTo(new SignalsDone(1, List.of(), List.of(), null));
      assertThat(journal.signals()).isEmpty();
    }
  }

  @Test
  void findsWhatIsMissingUnlessItCameTwice() {
    assertThat(SignalTrial.difference("samples", 10, 10, () -> 0)).isEmpty();
    assertThat(SignalTrial.difference("samples", 10, 8, () -> 2)).isEmpty();
    assertThat(SignalTrial.difference("samples", 10, 7, () -> 2))
        .hasValue("the store does not hold what it accepted: 7 of 10 samples");
    assertThat(SignalTrial.difference("samples", 10, 11, () -> 2)).isPresent();
  }

  /** The recording, in a folder {@code shared} beside the clone where there is one. */
  private static Path recording() {
    Optional<Path> found =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
            .map(p -> p.resolve("shared/data/traces/trainticket-2023-01-29"))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(found.isPresent(), "needs the recordings beside the checkout");
    return found.orElseThrow();
  }

  @Test
  @Tag("slow")
  void storesARealSystemsMetricsAndLogs() throws IOException {
    TelemetryBlock block = draw("otlp:" + recording());
    assertThat(block.others().stream().map(SignalRange::signal))
        .containsExactly(Signal.METRICS, Signal.LOGS);
    try (Journal journal = journal()) {
      SignalsDone done = new SignalTrials(journal, folder).of(block, true);
      assertThat(done.invalid()).isNull();
      assertThat(done.taken()).hasSize(2).allMatch(taken -> taken.accepted() > 1_000);
    }
    assertThat(Files.exists(folder.resolve("signal"))).isFalse();
  }

  private static Map<String, Double> uses(SignalsDone done) {
    return done.uses().stream()
        .collect(
            Collectors.toMap(
                use -> use.component() + " " + use.resource().key(), ResourceUsage.Use::amount));
  }

  private static Map<String, Double> timeless(SignalsDone done) {
    Map<String, Double> uses = uses(done);
    uses.keySet().removeIf(use -> use.endsWith("cpuSeconds"));
    return uses;
  }

  private static long samples(SignalRange metrics) throws IOException {
    long[] samples = new long[1];
    metrics.replay((at, buffer, offset, length) -> {
      try {
        samples[0] += OtlpMetrics.decode(buffer, offset, length).batch().samples().size();
      } catch (InvalidOtlp e) {
        throw new IOException(e);
      }
    });
    return samples[0];
  }

  private static long entries(SignalRange logs) throws IOException {
    long[] entries = new long[1];
    logs.replay((at, buffer, offset, length) -> {
      byte[] request = Arrays.copyOfRange(buffer, offset, offset + length);
      try {
        OtlpLogs.decode(request, at).streams().forEach(s -> entries[0] += s.entries().size());
      } catch (InvalidOtlp e) {
        throw new IOException(e);
      }
    });
    return entries[0];
  }
}
