package mop.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mop.analysis.accuracy.TrialAccuracy;
import mop.analysis.accuracy.TrialAccuracy.FaultOutcome;
import mop.analysis.accuracy.TrialEvidence;
import mop.analysis.accuracy.TrialEvidence.FaultEvidence;
import mop.analysis.accuracy.TrialEvidence.Share;
import mop.analysis.accuracy.TrialEvidence.SignalErrors;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.UsageOutcomes;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Outcome;

/** The outcomes of a trial of a trace sampling experiment: what they are, and their values. */
final class Outcomes {
  static final String RECALL = "accuracy.visibleFaultRecall";

  static final String ACCURACY = "accuracy.";
  private static final List<String> SIGNALS =
      List.of("requestRate", "errorRate", "p50", "p95", "p99");

  private Outcomes() {}

  /**
   * Every outcome there can be, primaries first.
   *
   * @param usage of any trial; all trials measure the same resources
   */
  static List<Outcome> all(ResourceUsage usage, Scenario scenario, PriceCatalog catalog) {
    List<Outcome> outcomes =
        new ArrayList<>(
            List.of(
                UsageOutcomes.monthlyCost(scenario, catalog, true),
                new Outcome(
                    RECALL,
                    "Visible faults found",
                    "share",
                    "higher",
                    true,
                    Provenance.MEASURED,
                    "named detector on kept traces at the false-alarm rate of full data"),
                measured(
                    ACCURACY + "invisibleFaultRecall",
                    "Invisible faults found",
                    "share",
                    "higher",
                    "the same detector; such faults change neither rate, errors nor latency"),
                measured(
                    ACCURACY + "rootCauseAt1",
                    "Root cause ranked first",
                    "share",
                    "higher",
                    "spectrum method on kept traces, visible faults"),
                measured(
                    ACCURACY + "rootCauseMrr",
                    "Root cause mean reciprocal rank",
                    "share",
                    "higher",
                    "spectrum method on kept traces, visible faults")));
    for (String signal : SIGNALS) {
      outcomes.add(
          measured(
              ACCURACY + signal + "Error",
              "Median relative error of " + signal,
              "share",
              "lower",
              "weighted estimate against full data over operations and minutes"));
    }
    outcomes.addAll(
        List.of(
            measured(
                "kept.errorTraces", "Error traces kept", "share", "higher", "traces with an error"),
            measured(
                "kept.slowTraces",
                "Slow traces kept",
                "share",
                "higher",
                "traces above the 99th percentile of their root operation"),
            measured(
                "kept.callPaths",
                "Call paths seen",
                "share",
                "higher",
                "distinct root-to-leaf paths of operations"),
            measured("kept.traces", "Traces kept", "share", "lower", "of all traces received"),
            measured("kept.spans", "Spans kept", "share", "lower", "of all spans received"),
            measured("store.objects", "Objects stored", "objects", "lower", "objects, counted"),
            measured(
                "pipeline.peakHeap",
                "Peak heap",
                "bytes",
                "lower",
                "peak of the JVM's heap pools in the trial, garbage included")));
    outcomes.addAll(UsageOutcomes.described(usage));
    return List.copyOf(outcomes);
  }

  /** The label of an outcome inside a sentence. */
  static String words(String name, Plan plan, Journal journal) {
    return all(journal.trials().getFirst().usage(), plan.scenario(), plan.catalog()).stream()
        .filter(outcome -> outcome.name().equals(name))
        .map(outcome -> outcome.label())
        .map(label -> label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1))
        .findFirst()
        .orElse(name);
  }

  private static Outcome measured(
      String name, String label, String unit, String better, String source) {
    return new Outcome(name, label, unit, better, false, Provenance.MEASURED, source);
  }

  /** The accuracy outcomes of a trial; one that could not be had is left out. */
  static Map<String, Double> of(TrialAccuracy accuracy) {
    Map<String, Double> values = new TreeMap<>();
    recall(values, RECALL, accuracy.faults().stream().filter(FaultOutcome::visible).toList());
    recall(
        values,
        ACCURACY + "invisibleFaultRecall",
        accuracy.faults().stream().filter(fault -> !fault.visible()).toList());
    TrialEvidence evidence = accuracy.evidence();
    rootCause(values, evidence.faults().stream().filter(FaultEvidence::visible).toList());
    for (SignalErrors signal : evidence.signals()) {
      Double median = signal.median();
      if (median != null) {
        values.put(ACCURACY + signal.signal() + "Error", median);
      }
    }
    share(values, "kept.errorTraces", evidence.errorTraces());
    share(values, "kept.slowTraces", evidence.slowTraces());
    share(values, "kept.callPaths", evidence.callPaths());
    share(values, "kept.traces", evidence.traces());
    share(values, "kept.spans", evidence.spans());
    return values;
  }

  private static void recall(Map<String, Double> values, String name, List<FaultOutcome> faults) {
    if (!faults.isEmpty()) {
      long found = faults.stream().filter(FaultOutcome::foundKept).count();
      values.put(name, (double) found / faults.size());
    }
  }

  private static void rootCause(Map<String, Double> values, List<FaultEvidence> faults) {
    if (faults.isEmpty()) {
      return;
    }
    double first = 0;
    double reciprocal = 0;
    for (FaultEvidence fault : faults) {
      Integer rank = fault.rankKept();
      if (rank != null) {
        first += rank == 1 ? 1 : 0;
        reciprocal += 1.0 / rank;
      }
    }
    values.put(ACCURACY + "rootCauseAt1", first / faults.size());
    values.put(ACCURACY + "rootCauseMrr", reciprocal / faults.size());
  }

  private static void share(Map<String, Double> values, String name, Share share) {
    if (share.full() > 0) {
      values.put(name, (double) share.kept() / share.full());
    }
  }
}
