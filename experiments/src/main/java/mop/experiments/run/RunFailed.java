package mop.experiments.run;

import java.io.Serial;

/** The run could not be finished; what was done is in the journal. Exit code 12. */
public final class RunFailed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what failed, where, and how to go on
   */
  public RunFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
