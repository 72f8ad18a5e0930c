package mop.reports.page;

import mop.reports.markup.Markup;
import mop.reports.words.Findings;

/** Accuracy in detail: faults, root causes, signals and coverage. */
record AccuracySection() implements Section {

  @Override
  public String id() {
    return "accuracy";
  }

  @Override
  public String title() {
    return "Accuracy in detail";
  }

  @Override
  public void write(Markup out, Findings f) {
    if (f.result().accuracy().isEmpty()) {
      out.leaf("p", "Accuracy was not judged in this run.");
      return;
    }
    FaultTables.write(out, f);
    DetectorTables.write(out, f);
    SignalTables.write(out, f);
  }
}
