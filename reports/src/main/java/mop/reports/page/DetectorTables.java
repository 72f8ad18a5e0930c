package mop.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Accuracy;
import mop.analysis.result.Result.Detector;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Numbers;
import mop.reports.words.Scores;

/** How good each detector of the set is on its own, and whether the answer depends on it. */
final class DetectorTables {
  private final Markup out;
  private final Findings f;
  private final List<Detector> full;

  private DetectorTables(Markup out, Findings f) {
    this.out = out;
    this.f = f;
    this.full = f.result().accuracy().getFirst().detectors();
  }

  static void write(Markup out, Findings f) {
    DetectorTables tables = new DetectorTables(out, f);
    if (tables.full.size() > 1 && tables.full.getFirst().foundFull().of() > 0) {
      tables.alone();
      tables.byTreatment();
    }
  }

  private void alone() {
    out.leaf("h3", "How good each detector is on its own");
    out.leaf(
        "p",
        "Full data, visible faults, each detector at the same rate of false alarms. "
            + full.getFirst().name()
            + " was named before the run and decides; the others show what depends on it.");
    Table table =
        Table.open(
            out,
            "detectors-t",
            "Visible faults that each detector finds in the full data; false alarms in blocks that its"
                + " threshold was not set on.",
            true,
            List.of(
                Column.text("Detector"),
                measured("Found"),
                measured("Delay"),
                measured("Fault-free minutes that alarm")));
    for (Detector detector : full) {
      table.row(detector.name() + (detector.decides() ? " (decides)" : ""));
      table.figure(Scores.share(detector.foundFull()), detector.foundFull().estimate());
      Optional.ofNullable(detector.delaySecondsFull())
          .ifPresentOrElse(
              delay -> table.number(Scores.duration(delay), delay), () -> table.none("none found"));
      Optional.ofNullable(detector.falseAlarmsFull())
          .ifPresentOrElse(
              rate -> table.number(Numbers.percent(rate), rate), () -> table.none("one block"));
      table.end();
    }
    table.close();
  }

  private void byTreatment() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Treatment")));
    full.forEach(detector -> columns.add(measured(detector.name())));
    Table table =
        Table.open(
            out,
            "detected-t",
            "Change of the visible faults found, kept against full data, by each detector.",
            true,
            columns);
    for (Accuracy accuracy : f.result().accuracy()) {
      table.row(accuracy.treatment());
      accuracy
          .detectors()
          .forEach(detector ->
              table.figure(Scores.points(detector.difference()), detector.difference().estimate()));
      table.end();
    }
    table.close();
  }

  private static Column measured(String title) {
    return Column.number(title).had(Provenance.MEASURED, "judged against the injected faults");
  }
}
