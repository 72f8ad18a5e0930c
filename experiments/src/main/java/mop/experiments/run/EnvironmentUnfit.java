package mop.experiments.run;

import java.io.Serial;

/** This machine cannot run the experiment as it is: one line that says why. Exit code 13. */
public final class EnvironmentUnfit extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what is missing, where, and how to mend it
   */
  public EnvironmentUnfit(String message) {
    super(message);
  }
}
