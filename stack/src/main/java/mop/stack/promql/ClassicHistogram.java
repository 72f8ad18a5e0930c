package mop.stack.promql;

/**
 * The buckets of a classic histogram at one time: upper bounds, rising, and how many observations
 * are not above each. Within a bucket observations count as spread evenly; the first bucket starts
 * at 0 if its bound is positive.
 */
final class ClassicHistogram {
  /** Below it a relative difference of neighbouring counts counts as an error of rounding. */
  private static final double TOLERANCE = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;
  private boolean forced;

  ClassicHistogram(int mostBuckets) {
    this.bounds = new double[mostBuckets];
    this.counts = new double[mostBuckets];
  }

  void clear() {
    size = 0;
    forced = false;
  }

  /** The next bucket; of the same bound twice the counts are added. */
  void add(double bound, double count) {
    if (size > 0 && bounds[size - 1] == bound) {
      counts[size - 1] += count;
      return;
    }
    bounds[size] = bound;
    counts[size++] = count;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether the last quantile needed counts that do not rise to be raised. */
  boolean wasForced() {
    return forced;
  }

  /**
   * @param tolerant whether differences within rounding are levelled first, as in 3.x
   */
  double quantile(double q, boolean tolerant) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0 || q > 1) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    makeMonotonic(tolerant);
    if (size < 2 || counts[size - 1] == 0) {
      return Double.NaN;
    }
    double rank = q * counts[size - 1];
    int b = firstReaching(rank);
    if (b == size - 1) {
      return bounds[size - 2];
    }
    if (b == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = b > 0 ? bounds[b - 1] : 0;
    double below = b > 0 ? counts[b - 1] : 0;
    return start + (bounds[b] - start) * ((rank - below) / (counts[b] - below));
  }

  /** By bisection, whose answer differs from a search from the left where counts are NaN. */
  private int firstReaching(double rank) {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void makeMonotonic(boolean tolerant) {
    double highest = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count == highest) {
        continue;
      }
      if (tolerant && isAlmost(highest, count)) {
        counts[i] = highest;
      } else if (count < highest) {
        counts[i] = highest;
        forced = true;
      } else if (tolerant || count > highest) {
        highest = count;
      }
    }
  }

  private static boolean isAlmost(double a, double b) {
    if (Double.isNaN(a) && Double.isNaN(b)) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }

  /** The share of observations between two values. */
  double fraction(double lower, double upper) {
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double count = counts[size - 1];
    if (count == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (rank(upper, count) - rank(lower, count)) / count;
  }

  /** How many observations lie below a value. */
  private double rank(double value, double count) {
    double below = 0;
    double start = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (start >= value) {
        return Math.min(below, count);
      }
      if (bounds[i] > value) {
        double rank = below + (counts[i] - below) * (value - start) / (bounds[i] - start);
        return rank > count ? count : rank;
      }
      below = counts[i];
      start = bounds[i];
    }
    return count;
  }
}
