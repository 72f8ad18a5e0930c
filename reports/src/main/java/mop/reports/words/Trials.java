package mop.reports.words;

import java.util.List;
import java.util.stream.Collectors;
import mop.analysis.result.Result.Design;
import mop.analysis.result.Result.Stopped;

/** How many trials were run, and which treatment saw which blocks, in words. */
public final class Trials {

  private Trials() {}

  /** Trials that were run, valid or not: a stopped treatment has fewer than the others. */
  public static int count(Findings f) {
    Design design = f.result().design();
    int missing =
        design.stopped().stream().mapToInt(each -> design.replicates() - each.blocks()).sum();
    return design.treatments().size() * design.replicates() - missing;
  }

  /** {@code 72 trials = 6 treatments × 12 blocks}. */
  public static String product(Findings f) {
    int treatments = f.treatments().size();
    int blocks = f.result().design().replicates();
    return count(f)
        + " trials"
        + (early(f).isEmpty()
            ? " = " + treatments + " treatments × " + blocks + " blocks"
            : " of " + treatments + " treatments on up to " + blocks + " blocks");
  }

  /** A sentence: which blocks the treatments were tried on. */
  public static String blocks(Findings f) {
    int blocks = f.result().design().replicates();
    List<Stopped> early = early(f);
    return early.isEmpty()
        ? "Every treatment on the same " + blocks + " blocks."
        : "Every treatment on the same "
            + blocks
            + " blocks, but those stopped early on the first of them: "
            + early.stream()
                .map(each -> each.treatment() + " on " + each.blocks())
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static List<Stopped> early(Findings f) {
    Design design = f.result().design();
    return design.stopped().stream().filter(each -> each.blocks() < design.replicates()).toList();
  }
}
