package mop.reports.words;

import mop.analysis.result.Estimate;
import mop.analysis.result.Result.Proportion;

/** How proportions and scores are written. */
public final class Scores {

  private static final Unit SHARE = new Unit.Share();

  private Scores() {}

  /** A proportion in per cent with its interval; {@code none} where it is of nothing. */
  public static Shown share(Proportion p) {
    return p.of() == 0
        ? Shown.of("none")
        : SHARE.value(new Estimate(p.estimate(), p.low(), p.high(), 0.95, "", p.of()));
  }

  /** {@code 231 of 240}. */
  public static String counted(Proportion p) {
    return Numbers.count(p.count()) + " of " + Numbers.count(p.of());
  }

  /** A share of something with its interval. */
  public static Shown share(Estimate e) {
    return SHARE.value(e);
  }

  /** A change of a share in percentage points with its interval. */
  public static Shown points(Estimate e) {
    return SHARE.difference(e);
  }

  /** Seconds, in minutes from two minutes on. */
  public static String duration(double seconds) {
    return seconds < 120
        ? Numbers.fixed(seconds, seconds < 10 ? 1 : 0) + " s"
        : Numbers.fixed(seconds / 60, 1) + " min";
  }
}
