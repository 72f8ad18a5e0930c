package mop.experiments.cli;

/** What the process says to a script; the contract of DESIGN §5, in {@code docs/cli.md}. */
final class ExitCode {
  static final int DONE = 0;
  static final int INTERNAL_ERROR = 1;
  static final int INVALID_INPUT = 2;
  static final int DIFFERENCE = 10;
  static final int RUN_FAILED = 12;
  static final int ENVIRONMENT_UNFIT = 13;

  private ExitCode() {}
}
