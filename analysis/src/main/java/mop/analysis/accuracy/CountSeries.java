package mop.analysis.accuracy;

/**
 * Compares the count of a minute with what its trailing history makes likely. The residual is the
 * signed root of the Poisson deviance, r = ±√(2 (y ln(y/λ) − y + λ)): close to standard normal even
 * for λ far below 1, where a plain z of one event would be absurd. Weighted counts are brought to
 * effective counts first (divided by Σw² / Σw), so a few heavy traces claim no more than they know.
 * The score is r over the {@link TrailingScale} of the earlier residuals.
 */
final class CountSeries implements SignalScan.CountScore {
  /** Kept traces weigh at least 1, so a smaller sum is what rounding left of nothing. */
  private static final double NOTHING = 0.5;

  /** History counts enter no further than so many deviations from what was expected of them. */
  private static final double CLIP = 3;

  private final double[] counts;
  private final double[] squares;
  private final double[] exposures;
  private final TrailingScale scale;
  private int size;
  private int next;
  private double sumCounts;
  private double sumSquares;
  private double sumExposures;

  CountSeries(int history) {
    counts = new double[history];
    squares = new double[history];
    exposures = new double[history];
    scale = new TrailingScale(history);
  }

  @Override
  public void clear() {
    size = 0;
    next = 0;
    sumCounts = 0;
    sumSquares = 0;
    sumExposures = 0;
    scale.clear();
  }

  @Override
  public double nextCount(double count, double square, double exposure) {
    double z = 0;
    double clipped = count;
    double clippedSquare = square;
    double residual = 0;
    if (size > 0 && exposure > 0 && sumExposures > 0 && sumCounts + count > NOTHING) {
      double unit = (sumSquares + square) / (sumCounts + count);
      // Half an event of history keeps the expectation of a never-seen event above zero.
      double expected = (sumCounts / unit + 0.5) * exposure / sumExposures;
      double deviance = residual(count / unit, expected);
      residual = deviance / Math.sqrt(1 + exposure / sumExposures);
      double spread = scale.scale();
      z = residual / spread;
      double reach = CLIP * spread * Math.sqrt(expected) + 1;
      clipped = unit * Math.clamp(count / unit, Math.max(0, expected - reach), expected + reach);
      clippedSquare = count > 0 ? square * clipped / count : clipped * unit;
    }
    add(clipped, clippedSquare, exposure);
    scale.add(residual);
    return z;
  }

  private static double residual(double y, double expected) {
    double logTerm = y > 0 ? y * Math.log(y / expected) : 0;
    double root = Math.sqrt(Math.max(0, 2 * (logTerm - y + expected)));
    return y >= expected ? root : -root;
  }

  private void add(double count, double square, double exposure) {
    if (size == counts.length) {
      sumCounts -= counts[next];
      sumSquares -= squares[next];
      sumExposures -= exposures[next];
    } else {
      size++;
    }
    counts[next] = count;
    squares[next] = square;
    exposures[next] = exposure;
    sumCounts = Math.max(0, sumCounts + count);
    sumSquares = Math.max(0, sumSquares + square);
    sumExposures = Math.max(0, sumExposures + exposure);
    next = (next + 1) % counts.length;
  }
}
