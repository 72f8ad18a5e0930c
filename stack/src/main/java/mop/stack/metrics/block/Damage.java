package mop.stack.metrics.block;

import mop.analysis.input.InvalidInput;

/** The one line about a block's file that is not what it should be. */
final class Damage {
  private Damage() {}

  /**
   * @param file path or key
   * @param offset in it, in bytes
   */
  static InvalidInput at(String file, long offset, String what) {
    return in(file + " at byte " + offset, what);
  }

  static InvalidInput in(String where, String what) {
    return new InvalidInput(
        where,
        what,
        "a whole block of Prometheus' TSDB",
        "Copy the block anew or leave its folder out.");
  }
}
