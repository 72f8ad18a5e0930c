package mop.analysis.claims;

/** What a run says to a published figure. */
public enum ClaimVerdict {
  REPRODUCED("reproduced"),
  NOT_REPRODUCED("not reproduced"),
  INCONCLUSIVE("inconclusive"),
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
