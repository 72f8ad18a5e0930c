package mop.analysis.cost.roi;

import mop.analysis.cost.Words;

/** Numbers of this package for people. */
final class RoiWords {
  private RoiWords() {}

  /** With grouping and at most two decimals. */
  static String number(double value) {
    return Words.of(Math.round(value * 100) / 100.0);
  }
}
