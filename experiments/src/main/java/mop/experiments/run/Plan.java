package mop.experiments.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Result.Power;
import mop.experiments.definition.Definition;
import mop.experiments.definition.DefinitionReader;
import mop.experiments.definition.Definitions;
import mop.experiments.run.Schedule.Turn;
import mop.experiments.workload.Workload;
import mop.experiments.workload.Workloads;

/**
 * What a run will do and what it can decide, known before any trial.
 *
 * @param power what the design can decide, one entry a primary outcome
 * @param warnings what the user should know before the run
 * @param scratch folder of the workload's data while the plan is open
 */
public record Plan(
    RunRequest request,
    Definition definition,
    Workload workload,
    int replicates,
    List<Turn> turns,
    List<Power> power,
    List<String> warnings,
    Optional<Path> scratch)
    implements Closeable {

  /** Plans with scratch data in a temporary folder, which {@link #close()} deletes. */
  public static Plan make(RunRequest request, Consumer<String> warn) throws IOException {
    Path scratch = Files.createTempDirectory("workbench-plan-");
    try {
      Plan plan = make(request, scratch, warn);
      return new Plan(
          request,
          plan.definition,
          plan.workload,
          plan.replicates,
          plan.turns,
          plan.power,
          plan.warnings,
          Optional.of(scratch));
    } catch (IOException | RuntimeException e) {
      RunFolder.deleteTree(scratch);
      throw e;
    }
  }

  /**
   * Plans a run.
   *
   * @param scratch folder for the workload's data
   * @param warn hears of each line of the workload that is skipped
   * @throws InvalidInput when anything asked for does not fit, or when the definition's own design
   *     cannot decide its margin
   */
  static Plan make(RunRequest request, Path scratch, Consumer<String> warn) throws IOException {
    Definition definition =
        DefinitionReader.narrow(
            Definitions.load(request.home(), request.experiment()), request.settings());
    int wanted = wantedReplicates(request, definition);
    String spec = request.workload() == null ? definition.workload() : request.workload();
    Workload workload =
        Workloads.open(
            spec,
            new Workloads.Setting(
                request.seed(), request.threads(), wanted, request.maxBadLines(), scratch, warn));
    int replicates = Math.min(wanted, workload.availableBlocks());
    boolean endless = workload.canGrow();
    List<Turn> turns = Schedule.turns(endless, replicates, definition.sizes().warmUpBlocks());
    List<Power> power = Powers.of(definition, workload, turns, replicates);
    boolean ownDesign =
        endless && !request.quick() && request.replicates().isEmpty() && request.workload() == null;
    List<String> warnings = undecidable(definition, power, ownDesign);
    if (replicates < wanted) {
      warnings.add(
          String.format(Locale.ROOT, "the recording gives %d blocks, not %d", replicates, wanted));
    }
    return new Plan(
        request,
        definition,
        workload,
        replicates,
        turns,
        power,
        List.copyOf(warnings),
        Optional.empty());
  }

  private static int wantedReplicates(RunRequest request, Definition definition) {
    if (request.replicates().isPresent()) {
      return request.replicates().getAsInt();
    }
    return request.quick() ? definition.sizes().quickReplicates() : definition.sizes().replicates();
  }

  /**
   * A margin out of reach is an error of the definition, a warning where the user chose the size.
   */
  private static List<String> undecidable(
      Definition definition, List<Power> powers, boolean ownDesign) {
    List<String> warnings = new ArrayList<>();
    for (Power power : powers) {
      if (power.decidable()) {
        continue;
      }
      String what =
          String.format(
              Locale.ROOT,
              "%d units cannot decide the margin %.3g of %s even if nothing were lost; the smallest"
                  + " reachable is %.3g",
              power.units(),
              definition.primary().margin(),
              power.outcome(),
              power.minimumDetectableEffect());
      if (ownDesign) {
        throw new InvalidInput(
            definition.name() + ": primary.margin",
            what,
            "a margin that the design can decide",
            "Raise design.replicates or primary.margin.");
      }
      warnings.add(what + ": expect 'inconclusive'");
    }
    return warnings;
  }

  @Override
  public void close() throws IOException {
    if (scratch.isPresent()) {
      RunFolder.deleteTree(scratch.get());
    }
  }
}
