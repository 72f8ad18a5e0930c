package mop.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mop.analysis.trial.Trial;
import org.jspecify.annotations.Nullable;

/** An outcome of a treatment and of the baseline on the same blocks, in order of block. */
final class PairedBlocks {
  private final double[] baseline;
  private final double[] treatment;
  private final List<String> missing;

  private PairedBlocks(List<double[]> pairs, List<String> missing) {
    baseline = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
    treatment = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
    this.missing = List.copyOf(missing);
  }

  static PairedBlocks of(List<Trial> trials, String baseline, String treatment, String outcome) {
    Map<Integer, Trial> base = byBlock(trials, baseline);
    Map<Integer, Trial> treated = byBlock(trials, treatment);
    SortedMap<Integer, Boolean> blocks = new TreeMap<>();
    base.keySet().forEach(block -> blocks.put(block, true));
    treated.keySet().forEach(block -> blocks.put(block, true));
    List<double[]> pairs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int block : blocks.keySet()) {
      Double before = value(base.get(block), outcome);
      Double after = value(treated.get(block), outcome);
      if (before == null || after == null) {
        missing.add(
            "block "
                + block
                + " takes no part: no value with "
                + (before == null ? baseline : treatment));
      } else {
        pairs.add(new double[] {before, after});
      }
    }
    return new PairedBlocks(pairs, missing);
  }

  private static @Nullable Double value(@Nullable Trial trial, String outcome) {
    return trial == null ? null : trial.outcomes().get(outcome);
  }

  private static Map<Integer, Trial> byBlock(List<Trial> trials, String treatment) {
    Map<Integer, Trial> byBlock = new TreeMap<>();
    for (Trial trial : trials) {
      if (trial.treatment().equals(treatment)
          && byBlock.putIfAbsent(trial.block(), trial) != null) {
        throw new IllegalArgumentException(
            "two trials of treatment '" + treatment + "' on block " + trial.block());
      }
    }
    return byBlock;
  }

  double[] baseline() {
    return baseline.clone();
  }

  double[] treatment() {
    return treatment.clone();
  }

  /** Blocks that lack one of the two, in words; they take no part. */
  List<String> missing() {
    return missing;
  }

  int n() {
    return baseline.length;
  }

  double[] differences() {
    double[] differences = new double[n()];
    for (int i = 0; i < n(); i++) {
      differences[i] = treatment[i] - baseline[i];
    }
    return differences;
  }

  /** Whether every value is above 0, so that ratios exist. */
  boolean positive() {
    for (int i = 0; i < n(); i++) {
      if (!(baseline[i] > 0 && treatment[i] > 0)) {
        return false;
      }
    }
    return n() > 0;
  }

  /** Whether the baseline is 0 in every block. */
  boolean zeroBaseline() {
    for (double value : baseline) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Natural logarithms of treatment / baseline; only when {@link #positive()}. */
  double[] logRatios() {
    double[] ratios = new double[n()];
    for (int i = 0; i < n(); i++) {
      ratios[i] = Math.log(treatment[i] / baseline[i]);
    }
    return ratios;
  }
}
