package mop.reports.page;

import java.util.List;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;

/** One section of the page, with its place in the contents. */
sealed interface Section
    permits AccuracySection,
        BillSection,
        ClaimsSection,
        ConfigSection,
        DiagnosticsSection,
        FactorsSection,
        FrontierSection,
        MethodSection,
        OutcomesSection,
        ReproduceSection,
        TreatmentsSection {

  /** All sections, in the order in which a reader with little time needs them. */
  static List<Section> all() {
    return List.of(
        new FrontierSection(),
        new TreatmentsSection(),
        new FactorsSection(),
        new BillSection(),
        new AccuracySection(),
        new ClaimsSection(),
        new ConfigSection(),
        new OutcomesSection(),
        new MethodSection(),
        new DiagnosticsSection(),
        new ReproduceSection());
  }

  /** The fragment that links to it. */
  String id();

  String title();

  /** Whether there is anything to say. */
  default boolean has(Findings findings) {
    return true;
  }

  /** Writes everything below the section's heading. */
  void write(Markup out, Findings findings);
}
