package mop.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.cost.SizeStudy;
import mop.analysis.cost.SizedUsage;
import mop.experiments.definition.Definition;
import mop.experiments.run.Journal.SizedDone;
import mop.experiments.workload.TelemetryBlock;

/**
 * Trials of other sizes, of which only the use of resources is kept: from bytes to durable blocks
 * as any trial, without reading back and without a judge. They come after the measured blocks, when
 * the code is warm.
 */
final class SizedTrials {
  private final Plan plan;
  private final Journal journal;
  private final Path scratch;
  private final ProgressListener progress;

  SizedTrials(Plan plan, Journal journal, Path scratch, ProgressListener progress) {
    this.plan = plan;
    this.journal = journal;
    this.scratch = scratch;
    this.progress = progress;
  }

  /** How many there are, done ones included. */
  long trials() {
    return (long) plan.sized().size() * plan.definition().treatments().size();
  }

  /** Runs what the journal does not have. */
  void run(TrialRunner runner) throws IOException {
    for (SizedBlock block : plan.sized()) {
      Set<String> done =
          journal.sized().stream()
              .filter(usage -> usage.block() == block.block())
              .map(SizedUsage::treatment)
              .collect(Collectors.toSet());
      run(block, done, runner);
    }
  }

  private void run(SizedBlock sized, Set<String> done, TrialRunner runner) throws IOException {
    List<Definition.Treatment> treatments = plan.definition().treatments();
    if (done.size() == treatments.size()) {
      treatments.forEach(treatment -> progress.step());
      return;
    }
    String where = String.format(Locale.ROOT, "%s times the rate", sized.size());
    progress.now(where + ": drawing");
    TelemetryBlock block = sized.workload().draw(sized.block(), scratch);
    for (int position : Schedule.order(plan.request().seed(), sized.block(), treatments.size())) {
      Definition.Treatment treatment = treatments.get(position);
      progress.now(where + ": " + treatment.name());
      if (!done.contains(treatment.name())) {
        journal.append(new SizedDone(use(sized, block, treatment, runner)));
      }
      progress.step();
    }
  }

  private SizedUsage use(
      SizedBlock sized, TelemetryBlock block, Definition.Treatment treatment, TrialRunner runner)
      throws IOException {
    return new SizedUsage(
        treatment.name(),
        sized.size(),
        sized.block(),
        block.bytes(),
        runner.use(
            block,
            plan.definition().sampler(treatment),
            plan.definition().store(treatment),
            Schedule.samplerSeed(plan.request().seed(), sized.block())));
  }

  /** What the journal knows of growth with size. */
  static SizeStudy study(Plan plan, Journal journal) {
    double seconds =
        journal.blocks().stream()
            .mapToDouble(block -> (block.endNanos() - block.startNanos()) / 1e9)
            .average()
            .orElseThrow();
    return new SizeStudy(seconds, journal.sized(), plan.request().seed());
  }
}
