package mop.stack.promql;

/** Asked again and again while a query runs, for each series at least once. */
@FunctionalInterface
public interface Interrupt {
  /** Whether the query may go on. */
  enum State {
    RUN,
    TIMED_OUT,
    CANCELED
  }

  Interrupt NEVER = () -> State.RUN;

  State state();
}
