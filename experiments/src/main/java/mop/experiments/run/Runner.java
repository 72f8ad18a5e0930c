package mop.experiments.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Scenario;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.telemetry.Fault;
import mop.experiments.definition.Definition;
import mop.experiments.definition.Definitions;
import mop.experiments.hash.Sha256;
import mop.experiments.run.Journal.BlockDrawn;
import mop.experiments.run.Journal.Header;
import mop.experiments.run.Journal.OtherSignal;
import mop.experiments.run.Journal.SignalsDone;
import mop.experiments.run.Journal.TrialDone;
import mop.experiments.run.Schedule.Turn;
import mop.experiments.workload.TelemetryBlock;
import org.jspecify.annotations.Nullable;

/** Runs an experiment from its plan to its pages, or goes on where a journal ends. */
public final class Runner {
  static final String VERSION = "0.1.0";

  /** The price catalogue as used. */
  static final String PRICES = "prices.yaml";

  /** The scenario as used. */
  static final String SCENARIO = "scenario.yaml";

  private final RunFolder folder;
  private final Plan plan;
  private final Journal journal;
  private final ProgressListener progress;

  private Runner(RunFolder folder, Plan plan, Journal journal, ProgressListener progress) {
    this.folder = folder;
    this.plan = plan;
    this.journal = journal;
    this.progress = progress;
  }

  /**
   * Starts a new run.
   *
   * @param runs folder under which the run's own folder is made
   * @throws InvalidInput when anything asked for does not fit; no folder is left behind
   * @throws EnvironmentUnfit when this machine cannot run it
   * @throws RunFailed when it broke off; its journal is kept
   */
  public static Finished start(RunRequest request, Path runs, ProgressListener progress)
      throws IOException {
    String name = Definitions.load(request.home(), request.experiment()).name();
    RunFolder folder = RunFolder.create(runs, name, newId());
    try (folder) {
      Plan plan;
      try {
        plan = Plan.make(request, folder.scratch(), progress::warn);
      } catch (IOException | RuntimeException e) {
        RunFolder.deleteTree(folder.path());
        throw e;
      }
      WholeFile.write(folder.file("definition.yaml"), plan.definition().source());
      WholeFile.write(folder.file(PRICES), PriceCatalog.yaml(plan.definition().catalog()));
      WholeFile.write(folder.file(SCENARIO), Scenario.yaml(plan.definition().scenario()));
      Header header = header(folder.id(), plan);
      try (Journal journal = Journal.create(folder.file(RunFolder.JOURNAL), header)) {
        return new Runner(folder, plan, journal, progress).finish();
      }
    }
  }

  /** Goes on with the run in {@code path}; a finished one is only judged and rendered again. */
  public static Finished resume(Path home, Path path, ProgressListener progress)
      throws IOException {
    try (RunFolder folder = RunFolder.open(path);
        Journal journal = Journal.resume(folder.file(RunFolder.JOURNAL))) {
      Header header = journal.header();
      String definition = Files.readString(folder.file("definition.yaml"));
      if (!sha256(definition).equals(header.definitionSha256())) {
        throw new InvalidInput(
            folder.file("definition.yaml").toString(),
            "changed since the run began",
            "the definition as it was",
            "Start a new run.");
      }
      folder.deleteScratch();
      Plan plan = Plan.make(request(home, folder, header), folder.scratch(), progress::warn);
      return new Runner(folder, plan, journal, progress).finish();
    }
  }

  private static RunRequest request(Path home, RunFolder folder, Header header) {
    return new RunRequest(
        home,
        folder.file("definition.yaml").toString(),
        header.workload(),
        OptionalInt.of(header.replicates()),
        header.precision() == null ? OptionalDouble.empty() : OptionalDouble.of(header.precision()),
        header.quick(),
        header.seed(),
        header.settings(),
        header.threads(),
        header.maxBadLines(),
        folder.path(),
        header.command());
  }

  private static Header header(String id, Plan plan) {
    RunRequest request = plan.request();
    return new Header(
        id,
        Instant.now().toString(),
        VERSION,
        request.command(),
        plan.definition().name(),
        sha256(plan.definition().source()),
        request.workload(),
        plan.replicates(),
        request.precision().isPresent() ? (Double) request.precision().getAsDouble() : null,
        request.quick(),
        plan.definition().sizes().warmUpBlocks(),
        request.seed(),
        request.settings(),
        request.threads(),
        request.maxBadLines());
  }

  private Finished finish() throws IOException {
    Thread hook = new Thread(() -> progress.warn(howToGoOn("Interrupted")));
    Runtime.getRuntime().addShutdownHook(hook);
    try (Workers workers = new Workers(plan.request().threads())) {
      plan.warnings().forEach(warning -> progress.warn("! " + warning));
      long trials = (long) plan.turns().size() * plan.definition().treatments().size();
      SizedTrials sized = new SizedTrials(plan, journal, folder.scratch(), progress);
      progress.begin(trials + sized.trials(), 0);
      TrialRunner runner = new TrialRunner(folder.scratch(), workers);
      runTurns(runner);
      sized.run(runner);
      progress.now("judging");
      JudgedTrials judged = JudgedTrials.of(plan.definition(), journal.trials());
      Measurements measurements =
          Measurements.of(plan, journal.trials(), judged, SizedTrials.study(plan, journal));
      Finished finished =
          new Finished(
              ResultAssembler.assemble(plan, journal, judged, measurements), folder.path());
      folder.deleteScratch();
      String trialsCsv = TrialsCsv.render(journal.trials(), judged, measurements.costing());
      Pages.writeAll(folder, trialsCsv, finished.result());
      folder.publishLatest();
      return finished;
    } catch (IOException e) {
      throw new RunFailed(howToGoOn("Run failed: " + Failures.inWords(e)), e);
    } finally {
      progress.end();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private String howToGoOn(String what) {
    return String.format(
        Locale.ROOT,
        "%s; %d finished trials are kept. Go on with: ./workbench run --resume %s",
        what,
        journal.trials().size(),
        folder.path());
  }

  private void runTurns(TrialRunner runner) throws IOException {
    Looks looks = new Looks(plan, journal);
    if (looks.complete()) {
      return;
    }
    for (Turn turn : plan.turns()) {
      runTurn(turn, looks.going(turn), runner);
      int stopped = Stopping.early(journal).size();
      looks.after(turn);
      Stopping.early(journal).stream()
          .skip(stopped)
          .forEach(each -> progress.warn("! " + Stopping.words(each, plan, journal)));
      if (looks.over()) {
        return;
      }
    }
  }

  /**
   * @param going treatments that are not stopped
   */
  private void runTurn(Turn turn, List<Definition.Treatment> going, TrialRunner runner)
      throws IOException {
    Set<String> done =
        journal.trials().stream()
            .filter(trial -> turn.measured() && trial.block() == turn.block())
            .map(TrialDone::treatment)
            .collect(Collectors.toSet());
    List<Definition.Treatment> treatments = plan.definition().treatments();
    String where = turn.measured() ? "block " + turn.block() : "warm-up";
    if (done.size() == going.size()) {
      treatments.forEach(treatment -> progress.step());
      return;
    }
    progress.now(where + ": drawing");
    TelemetryBlock block = plan.workload().draw(turn.block(), folder.scratch());
    Reference reference = Reference.of(block);
    if (turn.measured()) {
      record(block, reference);
    }
    progress.now(where + (block.others().isEmpty() ? "" : ": metrics and logs"));
    SignalsDone signals = new SignalTrials(journal, folder.scratch()).of(block, turn.measured());
    int[] order = Schedule.order(plan.request().seed(), turn.block(), treatments.size());
    for (int position = 0; position < order.length; position++) {
      Definition.Treatment treatment = treatments.get(order[position]);
      if (going.contains(treatment) && !done.contains(treatment.name())) {
        progress.now(where + ": " + treatment.name());
        TrialDone trial =
            runner.run(
                block,
                reference,
                treatment.name(),
                plan.definition().sampler(treatment),
                plan.definition().store(treatment),
                position,
                Schedule.samplerSeed(plan.request().seed(), turn.block()),
                signals);
        if (turn.measured()) {
          journal.append(trial);
        }
      }
      progress.step();
    }
  }

  private void record(TelemetryBlock block, Reference reference) throws IOException {
    BlockDrawn drawn =
        new BlockDrawn(
            block.index(),
            reference.table().spans(),
            reference.table().traces(),
            block.bytes(),
            block.sha256(),
            block.startNanos(),
            block.endNanos(),
            block.faults(),
            strangers(block.faults(), reference.table().services()),
            plan.workload().skippedLines(),
            others(block));
    for (BlockDrawn earlier : journal.blocks()) {
      if (earlier.block() == block.index()) {
        if (!earlier.equals(drawn)) {
          throw new InvalidInput(
              plan.workload().spec(),
              "block " + block.index() + " differs from what the run began with",
              "the same telemetry as before",
              "Start a new run.");
        }
        return;
      }
    }
    journal.append(drawn);
  }

  private static @Nullable List<OtherSignal> others(TelemetryBlock block) {
    return block.others().isEmpty()
        ? null
        : block.others().stream()
            .map(each ->
                new OtherSignal(each.signal(), each.requests(), each.bytes(), each.sha256()))
            .toList();
  }

  private static List<String> strangers(List<Fault> faults, List<String> services) {
    return faults.stream()
        .map(Fault::rootCauseService)
        .distinct()
        .filter(service -> !services.contains(service))
        .map(service ->
            "'"
                + service
                + "'"
                + NearestWord.within(3, service, services)
                    .map(near -> " (did you mean '" + near + "'?)")
                    .orElse(""))
        .toList();
  }

  private static String newId() {
    return String.format(Locale.ROOT, "%06x", ThreadLocalRandom.current().nextInt(1 << 24));
  }

  private static String sha256(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
