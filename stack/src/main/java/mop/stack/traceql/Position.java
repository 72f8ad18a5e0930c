package mop.stack.traceql;

import mop.analysis.input.InvalidInput;

/**
 * A place in a query.
 *
 * @param line from 1 on
 * @param column from 1 on, in code points
 */
public record Position(int line, int column) {
  /** Refuses what stands here, in one line: {@code 1:9: what; expected …. mend}. */
  public InvalidInput refuse(String what, String expected, String mend) {
    return new InvalidInput(toString(), what, expected, mend);
  }

  /** Refuses what the language has and this engine has not. */
  public InvalidInput unsupported(String feature, String instead) {
    return new InvalidInput(this + ": " + feature + " is not supported here. " + instead);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
