package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import mop.analysis.inference.MatchedBlock;
import mop.analysis.inference.MatchedEvents;
import mop.analysis.inference.McNemar;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/** Where what the detector found is less sure than it looks. */
public final class DetectorWarnings {
  /** A warning of a rate that does not hold must itself be rare, over all treatments. */
  private static final double UNLIKELY = 0.01;

  private DetectorWarnings() {}

  /**
   * One line each.
   *
   * @param judged by treatment
   */
  public static List<String> of(SequencedMap<String, JudgedTreatment> judged) {
    LinkedHashSet<String> warnings = new LinkedHashSet<>();
    List<String> shares = new ArrayList<>();
    boolean anyLoose = false;
    for (Map.Entry<String, JudgedTreatment> entry : judged.entrySet()) {
      JudgedTreatment.Detector detector = entry.getValue().detector();
      String refused = detector.refused();
      if (refused != null) {
        warnings.add("no fault can be looked for: " + refused);
        continue;
      }
      if (!detector.holdsRate()) {
        warnings.add(tooFewMinutes(detector));
      }
      anyLoose |= loose(detector, entry.getValue().trials().size());
      Double outOfSample = detector.outOfSampleKept();
      if (outOfSample != null) {
        shares.add(String.format(Locale.ROOT, "%s %.2g", entry.getKey(), outOfSample));
      }
      MatchedEvents invisible = invisible(entry.getValue());
      if (McNemar.pMore(invisible) < UNLIKELY) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s: finds %d of %d invisible faults, the full data %d; less data cannot show more,"
                    + " so some of the faults it finds are luck",
                entry.getKey(),
                invisible.treatment(),
                invisible.n(),
                invisible.baseline()));
      }
    }
    if (anyLoose) {
      double asked = judged.firstEntry().getValue().detector().falseAlarmsPerMinute();
      warnings.addFirst(
          String.format(
              Locale.ROOT,
              "the rate of false alarms does not hold: with thresholds from the other blocks not %.2g"
                  + " of the fault-free minutes alarm but %s; some of the faults found, in full and in"
                  + " kept data, are luck",
              asked,
              String.join(", ", shares)));
    }
    return List.copyOf(warnings);
  }

  /**
   * Whether more alarmed than thresholds from all blocks but one can explain, each minute alarming
   * with (k + 1) / (n + 1) when k of n exceed the threshold.
   */
  private static boolean loose(JudgedTreatment.Detector detector, int blocks) {
    Double measured = detector.outOfSampleKept();
    if (measured == null) {
      return false;
    }
    double minutes = detector.faultFreeMinutes();
    double others = minutes * (blocks - 1) / blocks;
    double expected = minutes * (detector.falseAlarmsPerMinute() * others + 1) / (others + 1);
    int seen = (int) Math.floor(measured * minutes);
    return PoissonDistribution.of(expected).survivalProbability(seen - 1) < UNLIKELY;
  }

  private static String tooFewMinutes(JudgedTreatment.Detector detector) {
    return String.format(
        Locale.ROOT,
        "%.0f fault-free minutes cannot hold one false alarm in %.0f: at best one in %.0f, so that a"
            + " fault is found by chance with up to %.0f %%",
        detector.faultFreeMinutes(),
        1 / detector.falseAlarmsPerMinute(),
        detector.faultFreeMinutes() + 1,
        100 * detector.chance());
  }

  private static MatchedEvents invisible(JudgedTreatment judged) {
    List<MatchedBlock> blocks = new ArrayList<>();
    judged.trials().forEach(trial -> blocks.add(trial.matched(blocks.size(), false)));
    return MatchedEvents.pooled(blocks);
  }
}
