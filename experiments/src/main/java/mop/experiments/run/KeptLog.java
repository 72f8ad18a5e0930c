package mop.experiments.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.telemetry.KeptTraces;
import mop.stack.otlp.RawTrace;
import mop.stack.sampling.Decision;

/** Remembers every decision of a trial, cheaply, so that it can be judged after the clock stops. */
final class KeptLog {
  private long[] idHigh = new long[1024];
  private long[] idLow = new long[1024];
  private int[] spans = new int[1024];
  private final List<InclusionProbability> inclusion = new ArrayList<>();
  private int kept;
  private boolean zeroSeen;

  void decided(RawTrace trace, Decision decision) {
    zeroSeen |= decision.inclusion() instanceof InclusionProbability.Zero;
    if (!decision.keep()) {
      return;
    }
    if (kept == idLow.length) {
      idHigh = Arrays.copyOf(idHigh, kept * 2);
      idLow = Arrays.copyOf(idLow, kept * 2);
      spans = Arrays.copyOf(spans, kept * 2);
    }
    idHigh[kept] = trace.idHigh();
    idLow[kept] = trace.idLow();
    spans[kept] = trace.size();
    inclusion.add(decision.inclusion());
    kept++;
  }

  /** What was kept, by trace of the reference; a trace kept in two pieces counts once. */
  KeptTraces against(Reference reference) {
    int traces = reference.table().traces();
    BitSet bits = new BitSet(traces);
    List<InclusionProbability> known =
        new ArrayList<>(Collections.nCopies(traces, new InclusionProbability.Zero()));
    for (int i = 0; i < kept; i++) {
      int trace = reference.index().of(idHigh[i], idLow[i]);
      if (trace != TraceIndex.ABSENT && !bits.get(trace)) {
        bits.set(trace);
        known.set(trace, inclusion.get(i));
      }
    }
    return new KeptTraces(bits, known, zeroSeen);
  }

  /** Spans kept, by trace of the reference: what the store must give back. */
  int[] spansByTrace(Reference reference) {
    int[] byTrace = new int[reference.table().traces()];
    for (int i = 0; i < kept; i++) {
      int trace = reference.index().of(idHigh[i], idLow[i]);
      if (trace != TraceIndex.ABSENT) {
        byTrace[trace] += spans[i];
      }
    }
    return byTrace;
  }
}
