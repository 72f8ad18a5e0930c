package mop.analysis.claims.arithmetic;

import java.util.Set;

/**
 * What one sum says to one published figure.
 *
 * @param part which of several figures of a check, such as {@code npv}; empty where there is one
 * @param published the figure as published, with its unit
 * @param computed what it should be by the other figures, with its unit
 * @param sum the way there in figures: {@code 12 × 3,130}
 * @param outcome whether both sides agree
 * @param words both sides in one sentence, and what may explain a difference
 * @param figures names of the published figures that are judged
 */
public record Finding(
    String part,
    String published,
    String computed,
    String sum,
    Outcome outcome,
    String words,
    Set<String> figures) {

  /** Whether both sides of a sum agree. */
  public enum Outcome {
    ADDS_UP("adds up"),
    INCONSISTENT("inconsistent in itself"),
    /** What is published does not say enough to compute the figure. */
    NOT_TESTABLE("not testable here");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** As it is printed. */
    public String words() {
      return words;
    }
  }

  public Finding {
    figures = Set.copyOf(figures);
  }
}
