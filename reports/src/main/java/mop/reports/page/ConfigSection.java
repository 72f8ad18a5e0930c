package mop.reports.page;

import mop.analysis.result.Result.Recommendation;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Sorted;

/** What to do now: configuration and risks. */
record ConfigSection() implements Section {

  @Override
  public String id() {
    return "config";
  }

  @Override
  public String title() {
    return "Recommended configuration";
  }

  @Override
  public void write(Markup out, Findings f) {
    Recommendation r = f.result().recommendation();
    if (r.config().isEmpty()) {
      out.leaf(
          "p",
          r.adopt()
              ? "No system can load the settings of " + r.treatment() + " as they are."
              : "Nothing to change: " + r.treatment() + " stays as it is.");
    } else {
      out.leaf("p", "Settings of " + r.treatment() + ", as these systems load them:");
    }
    Sorted.byKey(r.config())
        .forEach((system, text) -> {
          out.leaf("h3", name(system));
          Copyable.write(out, "configuration for " + name(system), text.stripTrailing());
        });
    if (!r.risks().isEmpty()) {
      out.leaf("h3", "Risks").open("ul").line();
      r.risks().forEach(risk -> out.leaf("li", f.prose(risk)).line());
      out.close("ul").line();
    }
  }

  private static String name(String system) {
    return switch (system) {
      case "collector" -> "OpenTelemetry Collector";
      case "alloy" -> "Grafana Alloy";
      case "jsonnet" -> "Jsonnet";
      case "tempo" -> "Grafana Tempo";
      default -> system;
    };
  }
}
