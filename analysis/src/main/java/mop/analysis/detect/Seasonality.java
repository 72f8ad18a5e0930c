package mop.analysis.detect;

/** How a season acts on the level of a series. */
public enum Seasonality {
  /** It adds to the level. */
  ADDITIVE,
  /** It multiplies the level; for series above 0 only. */
  MULTIPLICATIVE
}
