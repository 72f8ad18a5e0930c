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
import java.util.function.Supplier;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.YamlDocument;
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
 * @param replicates measured blocks, at most where the run goes on until it knows enough
 * @param sized blocks of other sizes, run after the measured ones for the scaling laws
 * @param catalog prices of the bill
 * @param scenario size of the bill
 * @param power what the design can decide, one entry a primary outcome
 * @param outlook when the run will probably stop, where that depends on what is seen
 * @param warnings what the user should know before the run
 * @param scratch folder of the workload's data while the plan is open
 */
public record Plan(
    RunRequest request,
    Definition definition,
    Workload workload,
    int replicates,
    List<Turn> turns,
    List<SizedBlock> sized,
    PriceCatalog catalog,
    Scenario scenario,
    List<Power> power,
    Optional<Outlook> outlook,
    List<String> warnings,
    Optional<Path> scratch)
    implements Closeable {
  private static final String MARGIN = "primary.margin";

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
          plan.sized,
          plan.catalog,
          plan.scenario,
          plan.power,
          plan.outlook,
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
    PriceCatalog catalog =
        named(
            definition,
            "catalog",
            () -> PriceCatalog.load(asUsed(request, Runner.PRICES, definition.catalog())));
    Scenario scenario =
        named(
            definition,
            "scenario",
            () -> Scenario.load(asUsed(request, Runner.SCENARIO, definition.scenario())));
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
    Powers.Assumed assumed = Powers.assumed(definition, workload, turns, replicates);
    Optional<Outlook> outlook =
        request.precision().isPresent()
            ? Optional.of(Outlook.of(assumed, request.precision().getAsDouble(), replicates))
            : Optional.empty();
    int comparisons = definition.treatments().size() - 1;
    List<Power> power =
        outlook
            .map(late ->
                Powers.looking(
                    Powers.assumed(definition, workload, turns, late.blocks()), comparisons))
            .orElseGet(() -> Powers.of(assumed, comparisons));
    boolean ownDesign =
        endless
            && !request.quick()
            && request.replicates().isEmpty()
            && request.precision().isEmpty()
            && request.workload() == null;
    List<String> warnings =
        outlook.isPresent() ? new ArrayList<>() : undecidable(definition, power, ownDesign);
    outlook.flatMap(Outlook::warning).ifPresent(warnings::add);
    if (replicates < wanted && outlook.isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT, "the recording gives %d time blocks, not %d", replicates, wanted));
    }
    List<SizedBlock> sized = SizedBlock.of(request, definition, workload, warnings);
    warnings.addAll(workload.warnings());
    return new Plan(
        request,
        definition,
        workload,
        replicates,
        turns,
        sized,
        catalog,
        scenario,
        power,
        outlook,
        List.copyOf(warnings),
        Optional.empty());
  }

  /** What a begun run has kept, or what the definition names. */
  private static String asUsed(RunRequest request, String file, String name) {
    return request.begun() == null ? name : request.begun().resolve(file).toString();
  }

  /** Loads what a key of the definition names; a failure says where it was named. */
  private static <T> T named(Definition definition, String key, Supplier<T> load) {
    try {
      return load.get();
    } catch (InvalidInput e) {
      String where = YamlDocument.parse(definition.file(), definition.source()).where(key);
      throw new InvalidInput(where + ": " + e.getMessage());
    }
  }

  /** What a run of so many blocks could decide: the plan's own answer but where it looks. */
  List<Power> power(int blocks) {
    return outlook.isEmpty()
        ? power
        : Powers.looking(
            Powers.assumed(definition, workload, turns, blocks),
            definition.treatments().size() - 1);
  }

  /** Whether what is seen after a block may change what is run next. */
  boolean looks() {
    return request.precision().isPresent() || !definition.guardrails().isEmpty();
  }

  /** Blocks of other sizes. */
  public int sizedBlocks() {
    return sized.size();
  }

  private static int wantedReplicates(RunRequest request, Definition definition) {
    if (request.replicates().isPresent()) {
      return request.replicates().getAsInt();
    }
    if (request.precision().isPresent()) {
      return definition.sizes().maxReplicates();
    }
    return request.quick() ? definition.sizes().quickReplicates() : definition.sizes().replicates();
  }

  /** A margin out of reach is the definition's error, a warning where the user chose the size. */
  private static List<String> undecidable(
      Definition definition, List<Power> powers, boolean ownDesign) {
    List<String> warnings = new ArrayList<>();
    for (Power power : powers) {
      if (!power.decidable()) {
        String what = Powers.outOfReach(definition, power);
        if (ownDesign) {
          String where = YamlDocument.parse(definition.file(), definition.source()).where(MARGIN);
          throw new InvalidInput(
              where,
              what,
              "a margin that the design can decide",
              "Raise design.replicates or primary.margin.");
        }
        warnings.add(what + ": expect no verdict on accuracy");
      } else if (power.power() < Powers.ENOUGH) {
        warnings.add(Powers.weak(definition.primary(), power));
      }
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
