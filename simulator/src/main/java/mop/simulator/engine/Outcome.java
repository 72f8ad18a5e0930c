package mop.simulator.engine;

/** How one span ends. */
enum Outcome {
  OK,
  /** It failed by itself. */
  FAILED,
  /** Something that it needs failed. */
  UPSTREAM,
  /** The other end could not be reached. */
  REFUSED,
  /** The other end did not answer in time. */
  TIMED_OUT
}
