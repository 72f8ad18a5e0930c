package mop.simulator.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.analysis.accuracy.AccuracyJudge;
import mop.analysis.accuracy.JudgeSettings;
import mop.analysis.accuracy.JudgedTreatment;
import mop.analysis.accuracy.TrialAccuracy;
import mop.analysis.accuracy.TrialEvidence;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import mop.simulator.random.RandomStream;
import mop.simulator.shop.DecodedBlock.Seen;
import mop.simulator.shop.DecodedBlock.Trace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The faults are neither trivial nor hopeless for a good detector on the full data. */
@Tag("slow")
class ShopDetectionTest {
  private static final double KEPT = 0.02;

  @Test
  void theDetectorFindsMostVisibleFaultsInTheFullDataAndFewAtTwoPercent() {
    int visible = 0;
    int found = 0;
    int foundKept = 0;
    int invisible = 0;
    int invisibleFound = 0;
    List<TrialEvidence> blocks = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      DecodedBlock block = DecodedBlock.of(ShopParameters.defaults(), 20, number);
      TraceTable table = table(block);
      AccuracyJudge judge =
          new AccuracyJudge(table, block.truth.faults(), JudgeSettings.defaults());
      blocks.add(judge.judge(head(table, number)));
    }
    for (TrialAccuracy block : JudgedTreatment.of(blocks, JudgeSettings.defaults()).trials()) {
      for (TrialAccuracy.FaultOutcome fault : block.faults()) {
        visible += fault.visible() ? 1 : 0;
        found += fault.visible() && fault.foundFull() ? 1 : 0;
        foundKept += fault.visible() && fault.foundKept() ? 1 : 0;
        invisible += fault.visible() ? 0 : 1;
        invisibleFound += !fault.visible() && fault.foundFull() ? 1 : 0;
      }
    }

    // 136 faults: two standard errors of a share of 0.9 are 0.05
    assertThat(found / (double) visible).isBetween(0.83, 0.98);
    assertThat(foundKept / (double) visible).isLessThan(0.3);
    assertThat(invisibleFound / (double) invisible).isLessThan(0.3);
  }

  private static KeptTraces head(TraceTable table, int number) {
    RandomStream random = new RandomStream(99, number, 0, 0);
    BitSet kept = new BitSet();
    for (int i = 0; i < table.traces(); i++) {
      kept.set(i, random.uniform() < KEPT);
    }
    List<InclusionProbability> inclusion =
        Collections.nCopies(table.traces(), new InclusionProbability.Known(KEPT));
    return new KeptTraces(kept, inclusion, false);
  }

  private static TraceTable table(DecodedBlock block) {
    TraceTable.Builder builder = new TraceTable.Builder();
    for (Trace trace : block.traces) {
      builder.beginTrace(trace.high(), trace.low());
      Map<Long, Integer> position = new HashMap<>();
      List<Seen> spans = new ArrayList<>(trace.spans());
      for (int i = 0; i < spans.size(); i++) {
        position.put(spans.get(i).id(), i);
      }
      for (Seen span : spans) {
        builder.span(
            builder.operation(span.service(), span.name()),
            position.getOrDefault(span.parent(), TraceTable.NO_PARENT),
            span.start(),
            span.end() - span.start(),
            span.kind().getNumber(),
            span.error());
      }
    }
    return builder.build();
  }
}
