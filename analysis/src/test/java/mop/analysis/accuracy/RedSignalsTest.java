package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.telemetry.AdjustedCounts;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class RedSignalsTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final int SERVER = 2;

  private static List<TrialEvidence.SignalErrors> errors(TraceTable table, KeptTraces kept) {
    return new RedSignals(new Reference(table), 10).errors(AdjustedCounts.of(kept, table.traces()));
  }

  /** Four requests a cell by hand: durations 1, 2, 3, 10 ms, of which the last fails. */
  private static TraceTable byHand(int copies) {
    TraceTable.Builder table = new TraceTable.Builder();
    int operation = table.operation("cart", "GET /cart");
    long[] millis = {1, 2, 3, 10};
    for (int copy = 0; copy < copies; copy++) {
      for (int i = 0; i < millis.length; i++) {
        table.beginTrace(copy, i);
        table.span(operation, TraceTable.NO_PARENT, MINUTE, millis[i] * 1_000_000, SERVER, i == 3);
      }
    }
    return table.build();
  }

  @Test
  void weighsKeptRequestsByTheirAdjustedCounts() {
    TraceTable table = byHand(3);
    // Kept: one of the three of 1 ms (p = 1/3 each), both of 2 and 3 ms nowhere, all of 10 ms.
    BitSet kept = new BitSet();
    kept.set(0);
    kept.set(3);
    kept.set(7);
    kept.set(11);
    List<InclusionProbability> inclusion =
        IntStream.range(0, 12)
            .<InclusionProbability>mapToObj(
                t -> new InclusionProbability.Known(t % 4 == 3 ? 1 : 1 / 3.0))
            .toList();

    List<TrialEvidence.SignalErrors> errors = errors(table, new KeptTraces(kept, inclusion, false));

    // Estimated requests 3 + 3 = 6 of 12; errors 3 of 6 against 3 of 12; median 1 ms against 2 ms.
    assertThat(errors.get(0).median()).isEqualTo(0.5, within(1e-12));
    assertThat(errors.get(1).median()).isEqualTo(1.0, within(1e-12));
    assertThat(errors.get(2).median()).isEqualTo(0.5, within(1e-12));
    assertThat(errors.get(3).median()).isEqualTo(0.0, within(1e-12));
    assertThat(errors).allSatisfy(signal -> assertThat(signal.cells()).isEqualTo(1));
  }

  @Test
  void judgesOnlyCellsWithEnoughRequests() {
    List<TrialEvidence.SignalErrors> few = errors(byHand(2), KeptTraces.all(8));

    assertThat(few)
        .allSatisfy(signal -> {
          assertThat(signal.cells()).isZero();
          assertThat(signal.refused()).contains("no cell");
        });
  }

  @Test
  void countsCellsInWhichNothingWasKept() {
    TraceTable table = byHand(3);
    KeptTraces nothing = new KeptTraces(new BitSet(), KeptTraces.all(12).inclusion(), false);

    List<TrialEvidence.SignalErrors> errors = errors(table, nothing);

    assertThat(errors).allSatisfy(s -> assertThat(s.cellsWithoutData()).isEqualTo(1));
    assertThat(errors.get(0).median()).as("a rate of none is an estimate").isEqualTo(1.0);
    assertThat(errors.get(2).refused()).contains("nothing was kept");
  }

  @Test
  void ignoresClientSpansWhereKindsAreKnownAndUsesAllWhereNoneIs() {
    assertThat(requestCells(3)).isZero();
    assertThat(requestCells(2)).isEqualTo(1);
    assertThat(requestCells(5)).isEqualTo(1);
    assertThat(requestCells(0)).isEqualTo(1);
  }

  private static long requestCells(int kind) {
    TraceTable.Builder table = new TraceTable.Builder();
    for (int trace = 0; trace < 20; trace++) {
      table.beginTrace(1, trace);
      table.span(table.operation("a", "op"), TraceTable.NO_PARENT, MINUTE, 5, kind, false);
    }
    return errors(table.build(), KeptTraces.all(20)).getFirst().cells();
  }

  @Test
  void hasTheErrorThatTheoryGivesToAHorvitzThompsonCount() {
    TraceTable table = steady(400, 500);
    double p = 0.1;

    List<TrialEvidence.SignalErrors> errors = errors(table, Samplers.head(table, p, 17));

    // The count is binomial: relative standard deviation √((1 − p) / (n p)); half of a normal's
    // deviations are below 0.6745 of it.
    assertThat(errors.getFirst().median())
        .isCloseTo(0.6745 * Math.sqrt((1 - p) / (500 * p)), within(0.012));
  }

  @Test
  void holdsTheTruthInNineteenOfTwentyIntervals() {
    TraceTable table = steady(400, 500);

    List<TrialEvidence.SignalErrors> errors = errors(table, Samplers.head(table, 0.3, 18));

    for (TrialEvidence.SignalErrors signal : errors.subList(0, 4)) {
      assertThat(signal.intervals()).as(signal.signal()).isEqualTo(400);
      assertThat(signal.covering() / 400.0).as(signal.signal()).isBetween(0.92, 0.98);
    }
    assertThat(errors.getLast().intervals()).as("150 kept do not bound a p99").isZero();
  }

  private static TraceTable steady(int minutes, int perMinute) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    TraceTable.Builder table = new TraceTable.Builder();
    int operation = table.operation("a", "op");
    for (int minute = 0; minute < minutes; minute++) {
      for (int i = 0; i < perMinute; i++) {
        table.beginTrace(minute, i);
        table.span(
            operation,
            TraceTable.NO_PARENT,
            minute * MINUTE + random.nextLong(MINUTE),
            1 + random.nextLong(1_000_000),
            SERVER,
            random.nextDouble() < 0.05);
      }
    }
    return table.build();
  }
}
