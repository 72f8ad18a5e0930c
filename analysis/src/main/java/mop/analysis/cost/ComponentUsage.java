package mop.analysis.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import mop.analysis.result.Result;

/** What each component of the stack used in a block, as it stands in the result. */
public final class ComponentUsage {
  private ComponentUsage() {}

  /**
   * Means over a treatment's trials, in the order in which they were given; within a treatment
   * likewise by use.
   *
   * @param trials use of resources by treatment and block; at least one block each, all of which
   *     measured the same things
   */
  public static List<Result.Usage> means(
      SequencedMap<String, ? extends Map<Integer, ResourceUsage>> trials) {
    List<Result.Usage> means = new ArrayList<>();
    trials.forEach((treatment, blocks) ->
        ResourceUsage.pooled(List.copyOf(new TreeMap<>(blocks).values())).uses().stream()
            .map(sum -> mean(treatment, sum, blocks.size()))
            .forEach(means::add));
    return List.copyOf(means);
  }

  private static Result.Usage mean(String treatment, ResourceUsage.Use sum, int trials) {
    return new Result.Usage(
        treatment,
        sum.component(),
        sum.resource().key(),
        sum.resource().label(),
        sum.amount() / trials,
        sum.resource().unit(),
        sum.provenance(),
        sum.source(),
        trials);
  }
}
