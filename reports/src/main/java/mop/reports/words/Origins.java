package mop.reports.words;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Outcome;

/** How the figures of the table of treatments were had. */
public final class Origins {

  private Origins() {}

  /**
   * One line, for example {@code measured: visible faults found, kept; modelled: bills (prices
   * aws-us-east-1)}.
   */
  public static String line(Findings f) {
    Map<Provenance, List<String>> figures = new EnumMap<>(Provenance.class);
    provenance(f, f.primaryAccuracy())
        .ifPresent(how -> add(figures, how, Headline.lower(f.label(f.primaryAccuracy()))));
    if (!f.result().diagnostics().budgets().isEmpty()) {
      add(figures, Provenance.MEASURED, "kept");
    }
    Provenance bills =
        provenance(f, f.result().experiment().primaryCost()).orElse(Provenance.MODELLED);
    add(figures, bills, "bills (prices " + f.result().cost().catalog().name() + ")");
    return figures.entrySet().stream()
        .map(each ->
            each.getKey().name().toLowerCase(Locale.ROOT)
                + ": "
                + String.join(", ", each.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static Optional<Provenance> provenance(Findings f, String outcome) {
    return f.outcome(outcome).map(Outcome::provenance);
  }

  private static void add(Map<Provenance, List<String>> figures, Provenance how, String what) {
    figures.computeIfAbsent(how, key -> new ArrayList<>()).add(what);
  }
}
