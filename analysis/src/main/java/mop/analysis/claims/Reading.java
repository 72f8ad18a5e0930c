package mop.analysis.claims;

import mop.analysis.result.Estimate;

/** How a figure of a run is put into the terms of a claim: {@code offset + slope × figure}. */
public enum Reading {
  VALUE("value", 0, 1),
  /** A fraction, in per cent. */
  PERCENT("percent", 0, 100),
  /** A change, as how much less. */
  REDUCTION("reduction", 0, -1),
  /** A relative change, as how many per cent less. */
  REDUCTION_PERCENT("reduction-percent", 0, -100),
  /** An error as a fraction, as the per cent that are right. */
  COMPLEMENT_PERCENT("complement-percent", 100, -100);

  private final String key;
  private final double offset;
  private final double slope;

  Reading(String key, double offset, double slope) {
    this.key = key;
    this.offset = offset;
    this.slope = slope;
  }

  String key() {
    return key;
  }

  /** Whether it makes per cent of a fraction. */
  boolean isPercent() {
    return Math.abs(slope) == PERCENT.slope;
  }

  Estimate of(Estimate figure) {
    double low = slope > 0 ? figure.low() : figure.high();
    double high = slope > 0 ? figure.high() : figure.low();
    return new Estimate(
        of(figure.estimate()), of(low), of(high), figure.level(), figure.method(), figure.n());
  }

  private double of(double figure) {
    return offset + slope * figure;
  }
}
