package mop.reports.page;

import mop.analysis.result.Provenance;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Standing;

/** Small marks beside figures: how a figure was had, and where a treatment stands. */
final class Badge {

  private Badge() {}

  static String word(Provenance provenance) {
    return switch (provenance) {
      case MEASURED -> "measured";
      case MODELLED -> "modelled";
      case ASSUMED -> "assumed";
    };
  }

  static void provenance(Markup out, Provenance provenance, String source) {
    String word = word(provenance);
    out.leaf("span", word, "class", "badge " + word, "title", source);
  }

  /** The badge of an outcome's figures, if the result describes the outcome. */
  static void outcome(Markup out, Findings f, String outcome) {
    f.outcome(outcome).ifPresent(o -> provenance(out, o.provenance(), o.source()));
  }

  static void standing(Markup out, Standing standing) {
    String tone =
        switch (standing) {
          case Standing.Adopted a -> "good";
          case Standing.Qualifies q -> "good";
          case Standing.TooLossy t -> "bad";
          case Standing.Invalid i -> "bad";
          case Standing.Undecided u -> "open";
          case Standing.NoSaving n -> "plain";
          case Standing.Baseline b -> "plain";
        };
    out.leaf("span", standing.word(), "class", "verdict " + tone);
  }
}
