package mop.analysis.claims;

/** What becomes of a published figure here. */
public enum ClaimVerdict {
  REPRODUCED("reproduced"),
  NOT_REPRODUCED("not reproduced"),
  INCONCLUSIVE("inconclusive"),
  /** What else the publication says contradicts it. */
  INCONSISTENT("inconsistent in itself"),
  NOT_TESTABLE("not testable here");

  private final String words;

  ClaimVerdict(String words) {
    this.words = words;
  }

  /** As it stands in the result. */
  public String words() {
    return words;
  }
}
