package mop.analysis.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mop.analysis.result.Result;
import mop.analysis.telemetry.KeptTraces;
import mop.analysis.telemetry.TraceTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real systems with injected faults; runs where the recordings lie beside the repository. */
@Tag("slow")
class RecordedFaultsTest {

  private static Path recording(String name) {
    Path folder = RecordedBlocks.FOLDER.resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder), () -> "no recording at " + folder.toAbsolutePath());
    return folder;
  }

  private static JudgedTreatment judged(TrialEvidence block) {
    return JudgedTreatment.of(List.of(block), JudgeSettings.defaults());
  }

  private static Result.Accuracy summary(String treatment, JudgedTreatment judged) {
    return AccuracySummary.of(treatment, judged, JudgeSettings.defaults());
  }

  @Test
  void findsTheVisibleFaultsOfOnlineBoutiqueAndNamesTheirRootCauses() {
    Path folder = recording("onlineboutique-2022-08-22");
    TraceTable table = RecordedBlocks.traces(folder);
    AccuracyJudge judge =
        new AccuracyJudge(table, RecordedBlocks.faults(folder), JudgeSettings.defaults());

    Result.Accuracy all = summary("always", judged(judge.judge(KeptTraces.all(table.traces()))));
    Result.Accuracy tenth = summary("head", judged(judge.judge(Samplers.head(table, 0.1, 1))));

    assertThat(all.visibleFaults().faults()).isGreaterThanOrEqualTo(13);
    assertThat(all.visibleFaults().recall().estimate()).isGreaterThan(0.9);
    assertThat(all.rootCause().a1().estimate()).isGreaterThan(0.7);
    assertThat(tenth.rootCause().mrr()).isBetween(0.3, all.rootCause().mrr());
  }

  @Test
  void judgesTrainTicketOfWhichMostFaultsAreInvisible() {
    Path folder = recording("trainticket-2023-01-29");
    TraceTable table = RecordedBlocks.traces(folder);
    AccuracyJudge judge =
        new AccuracyJudge(table, RecordedBlocks.faults(folder), JudgeSettings.defaults());

    Result.Accuracy all = summary("always", judged(judge.judge(KeptTraces.all(table.traces()))));

    assertThat(all.visibleFaults().faults()).isEqualTo(4);
    assertThat(all.rootCause().a3().count()).isGreaterThanOrEqualTo(3);
    assertThat(all.invisibleFaults().recall().estimate()).isLessThan(0.2);
    assertThat(all.signals().getFirst().cells()).isPositive();
  }
}
