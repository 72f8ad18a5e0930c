package mop.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mop.experiments.run.Journal.SignalsDone;
import mop.experiments.workload.SignalRange;
import mop.experiments.workload.TelemetryBlock;
import mop.stack.otlp.Signal;

/**
 * Drives the metrics and logs of a block, once for all treatments: no sampler of traces has to do
 * with them.
 */
final class SignalTrials {
  private final Journal journal;
  private final Path scratch;

  SignalTrials(Journal journal, Path scratch) {
    this.journal = journal;
    this.scratch = scratch;
  }

  /** What the journal has of a block, else what is measured now and noted when it counts. */
  SignalsDone of(TelemetryBlock block, boolean measured) throws IOException {
    Optional<SignalsDone> done =
        journal.signals().stream()
            .filter(each -> measured && each.block() == block.index())
            .findFirst();
    if (done.isPresent()) {
      return done.get();
    }
    SignalsDone now = drive(block);
    if (measured && !block.others().isEmpty()) {
      journal.append(now);
    }
    return now;
  }

  private SignalsDone drive(TelemetryBlock block) throws IOException {
    List<SignalTrial> trials = new ArrayList<>();
    for (SignalRange range : block.others()) {
      Path folder = scratch.resolve("signal");
      RunFolder.deleteTree(folder);
      Files.createDirectories(folder);
      trials.add(
          range.signal() == Signal.METRICS
              ? MetricTrial.run(range, folder, block.index())
              : LogTrial.run(range, folder));
      RunFolder.deleteTree(folder);
    }
    String broken =
        trials.stream().flatMap(trial -> trial.broken().stream()).collect(Collectors.joining("; "));
    return new SignalsDone(
        block.index(),
        trials.stream().flatMap(trial -> trial.uses().stream()).toList(),
        trials.stream().map(SignalTrial::taken).toList(),
        broken.isEmpty() ? null : broken);
  }
}
