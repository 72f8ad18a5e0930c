package mop.stack.store;

import java.time.Duration;

/** Waits; a test's waits for an event, or not at all. */
@FunctionalInterface
public interface Pause {
  /** Waits by the clock of the machine. */
  Pause SLEEP = Thread::sleep;

  void pause(Duration time) throws InterruptedException;
}
