package mop.analysis.claims;

import mop.analysis.result.Estimate;

/** What a run has to say to a claim: a figure, or why it has none. */
sealed interface Measured {

  /**
   * @param figure in the terms of the claim
   * @param what it is, in words
   */
  record Figure(Estimate figure, String what) implements Measured {}

  /** Why there is none. */
  record Missing(String reason) implements Measured {}
}
