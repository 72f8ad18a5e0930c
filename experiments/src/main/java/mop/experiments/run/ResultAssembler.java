package mop.experiments.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.accuracy.AccuracySummary;
import mop.analysis.accuracy.DetectorWarnings;
import mop.analysis.accuracy.JudgeSettings;
import mop.analysis.claims.ClaimAudit;
import mop.analysis.claims.ClaimSet;
import mop.analysis.cost.Costing;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.inference.Inference;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Component;
import mop.experiments.definition.Definition;
import mop.experiments.definition.StoreFactor;
import mop.experiments.hash.Sha256;
import mop.experiments.run.Journal.BlockDrawn;
import mop.experiments.run.Journal.Header;
import mop.experiments.run.Journal.TrialDone;

/** Makes the result document from a finished journal. */
final class ResultAssembler {
  private final Plan plan;
  private final Definition definition;
  private final Journal journal;
  private final JudgedTrials judged;
  private final List<TrialDone> valid;
  private final Measurements measurements;

  private ResultAssembler(
      Plan plan, Journal journal, JudgedTrials judged, Measurements measurements) {
    this.plan = plan;
    this.definition = plan.definition();
    this.journal = journal;
    this.judged = judged;
    this.valid = journal.trials().stream().filter(trial -> trial.invalid() == null).toList();
    this.measurements = measurements;
  }

  static Result assemble(
      Plan plan, Journal journal, JudgedTrials judged, Measurements measurements) {
    return new ResultAssembler(plan, journal, judged, measurements).result();
  }

  private Result result() {
    Costing costing = measurements.costing();
    Inference inference =
        Inference.effects(
            measurements.question(plan, Stopping.sequential(plan, journal)),
            measurements.trials(),
            measurements.matched());
    List<Result.Accuracy> accuracy = accuracy();
    return new Result(
        Result.SCHEMA,
        new Result.Experiment(
            definition.name(),
            definition.question(),
            definition.primary().cost(),
            definition.primary().accuracy(),
            definition.primary().margin()),
        run(),
        design(),
        measurements.outcomes(),
        inference.effects(),
        inference.robustness(),
        Factors.factorial(definition, measurements.trials()),
        Factors.surface(definition, measurements.trials()),
        measurements.usage(),
        costing.cost(),
        accuracy,
        ClaimAudit.judge(
            ClaimSet.load(ClaimSet.names().getFirst()).testedBy(definition.name()),
            measurements.outcomes(),
            inference.effects(),
            costing.cost(),
            accuracy),
        List.of(),
        Recommendations.of(definition, inference, costing.cost(), configs()),
        Diagnosis.of(
            plan,
            journal,
            both(costing.cautions(), DetectorWarnings.of(judged.treatments())),
            both(inference.warnings(), costing.warnings())));
  }

  private static List<String> both(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What each treatment's sampler had learnt by the end of its last block, and its store. */
  private Map<String, Map<String, String>> configs() {
    Map<String, Map<String, String>> configs = new LinkedHashMap<>();
    valid.stream()
        .sorted(Comparator.comparingInt(TrialDone::block))
        .forEach(trial -> configs.put(trial.treatment(), new TreeMap<>(trial.config())));
    for (Definition.Treatment treatment : definition.treatments()) {
      StoreFactor.tempo(treatment.levels())
          .ifPresent(text ->
              configs.computeIfAbsent(treatment.name(), t -> new TreeMap<>()).put("tempo", text));
    }
    return configs;
  }

  private List<Result.Accuracy> accuracy() {
    return judged.treatments().entrySet().stream()
        .map(treatment ->
            AccuracySummary.of(treatment.getKey(), treatment.getValue(), JudgeSettings.defaults()))
        .toList();
  }

  private Result.Run run() {
    Header header = journal.header();
    List<BlockDrawn> blocks = journal.blocks();
    long faults = blocks.stream().mapToLong(block -> block.faults().size()).sum();
    long visible =
        blocks.stream().flatMap(block -> block.faults().stream()).filter(f -> f.visible()).count();
    String shas =
        blocks.stream()
            .flatMap(block -> block.digests().stream())
            .collect(Collectors.joining("\n"));
    return new Result.Run(
        header.id(),
        header.startedAt(),
        Instant.now().toString(),
        header.seed(),
        header.command(),
        header.version(),
        MachineFacts.read(header.threads()),
        stack(),
        new Result.Workload(
            plan.workload().spec(),
            blocks.stream().mapToLong(BlockDrawn::spans).sum(),
            blocks.stream().mapToLong(BlockDrawn::traces).sum(),
            blocks.stream().mapToLong(BlockDrawn::bytes).sum(),
            Sha256.hex(shas.getBytes(StandardCharsets.UTF_8)),
            Math.toIntExact(faults),
            Math.toIntExact(visible),
            plan.workload().skippedLines(),
            plan.workload().note()));
  }

  private Map<String, Component> stack() {
    Map<String, Component> stack = new TreeMap<>();
    stack.put("pipeline", embedded(""));
    stack.put("traces", embedded(" (Tempo " + Factors.encodings(definition) + " blocks)"));
    journal.signals().stream()
        .flatMap(signals -> signals.uses().stream())
        .map(ResourceUsage.Use::component)
        .forEach(component ->
            stack.put(
                component,
                embedded(
                    component.equals(ResourceUsage.METRICS)
                        ? " (Prometheus blocks)"
                        : " (Loki chunks)")));
    return stack;
  }

  private static Component embedded(String formats) {
    return new Component("embedded", Runner.VERSION + formats);
  }

  private Result.Design design() {
    return new Result.Design(
        Factors.of(definition),
        Factors.treatments(definition),
        journal.blocks().size(),
        definition.sizes().warmUpBlocks(),
        Stopping.words(plan, journal),
        Stopping.early(journal),
        plan.power(Math.max(2, journal.blocks().size())));
  }
}
