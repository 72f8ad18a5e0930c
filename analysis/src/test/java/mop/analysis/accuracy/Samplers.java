package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Ways to keep traces, with their inclusion probabilities. */
final class Samplers {
  private Samplers() {}

  /** Every trace with the same probability. */
  static KeptTraces head(TraceTable table, double p, long seed) {
    return poisson(table, trace -> p, seed);
  }

  /** Traces with an error for certain, the others with probability {@code p}. */
  static KeptTraces errorsAnd(TraceTable table, double p, long seed) {
    return poisson(
        table,
        trace -> {
          for (int s = table.firstSpan(trace); s < table.firstSpan(trace + 1); s++) {
            if (table.error(s)) {
              return 1;
            }
          }
          return p;
        },
        seed);
  }

  /** Each trace by its own probability, independent of the others. */
  static KeptTraces poisson(TraceTable table, IntToDoubleFunction probability, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    BitSet kept = new BitSet(table.traces());
    List<InclusionProbability> inclusion = new ArrayList<>(table.traces());
    for (int trace = 0; trace < table.traces(); trace++) {
      double p = probability.applyAsDouble(trace);
      inclusion.add(new InclusionProbability.Known(p));
      if (random.nextDouble() < p) {
        kept.set(trace);
      }
    }
    return new KeptTraces(kept, inclusion, false);
  }

  /** The same traces, but nobody knows how likely they were to be kept. */
  static KeptTraces forget(KeptTraces kept, String why) {
    InclusionProbability unknown = new InclusionProbability.Unknown(why);
    List<InclusionProbability> inclusion = kept.inclusion().stream().map(known -> unknown).toList();
    return new KeptTraces(kept.kept(), inclusion, false);
  }
}
