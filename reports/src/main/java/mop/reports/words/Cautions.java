package mop.reports.words;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.result.Result.FaultScore;

/** How far the figures of this run carry, in words: what they rest on and what they are not. */
public final class Cautions {

  /** With fewer faults than this, one of them moves the share found by five points and more. */
  private static final int FEW = 20;

  /** Where the full data shows fewer of the faults than this, kept data has little to lose. */
  private static final double BLIND = 0.5;

  private Cautions() {}

  /** Most important first; empty where the faults are many and found in the full data. */
  public static List<String> of(Findings f) {
    List<String> lines = new ArrayList<>();
    f.result().diagnostics().cautions().stream().map(f::prose).forEach(lines::add);
    f.accuracy(f.baseline()).ifPresent(a -> faults(f, a.visibleFaults(), lines));
    return lines;
  }

  private static void faults(Findings f, FaultScore score, List<String> lines) {
    int judged = score.faults();
    int visible = f.result().run().workload().visibleFaults();
    if (judged == 0) {
      lines.add("no visible fault could be judged, so nothing is said about finding them");
      return;
    }
    if (judged < FEW) {
      String of = visible > judged ? " (of " + Numbers.count(visible) + " visible ones)" : "";
      lines.add(
          "accuracy rests on "
              + judged
              + (judged == 1 ? " fault" : " faults")
              + of
              + ": one more or less found is "
              + Numbers.fixed(100.0 / judged, 1)
              + " points");
    }
    if (score.recallFull().estimate() < BLIND) {
      lines.add(
          "even the full data shows only "
              + Scores.counted(score.recallFull())
              + " visible faults to the detector: that kept data finds as many says little");
    }
  }
}
