package mop.stack.sampling;

/** A policy made ready to judge traces. */
@FunctionalInterface
interface Ballot {
  Vote vote(Poll poll);

  /** Inside another policy an inverted vote is an ordinary one. */
  default boolean samples(Poll poll) {
    return vote(poll).samples();
  }
}
