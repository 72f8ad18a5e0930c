package mop.analysis.cost.roi;

import java.math.BigDecimal;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TriangularDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;

/**
 * A number that is not known exactly.
 *
 * <p>What is given decides the distribution: one number is certain; low, likely and high are a
 * triangle that never leaves them; low and high alone are all equally likely; an interval with a
 * level is a normal distribution of which that share lies inside.
 */
public sealed interface Uncertain {
  /** The number that stands for it where nothing is drawn. */
  double likely();

  /** The same as a decimal, exactly as it was written where it is certain. */
  default BigDecimal decimal() {
    return BigDecimal.valueOf(likely());
  }

  /** Value below which a share of it lies. */
  double quantile(double share);

  /**
   * How it is given, for people: {@code 500 to 900 (95 %)}.
   *
   * @param scale what its numbers are multiplied with: 100 for a rate in percent
   */
  String words(double scale);

  /** A number that is known. */
  record Certain(BigDecimal decimal) implements Uncertain {
    @Override
    public double likely() {
      return decimal.doubleValue();
    }

    @Override
    public double quantile(double share) {
      return likely();
    }

    @Override
    public String words(double scale) {
      return RoiWords.number(scale * likely());
    }
  }

  /** Never below {@code low} or above {@code high}. */
  record Triangle(double low, double likely, double high) implements Uncertain {
    @Override
    public double quantile(double share) {
      return TriangularDistribution.of(low, likely, high).inverseCumulativeProbability(share);
    }

    @Override
    public String words(double scale) {
      return RoiWords.number(scale * low)
          + " to "
          + RoiWords.number(scale * high)
          + ", most likely "
          + RoiWords.number(scale * likely);
    }
  }

  /** All values between are equally likely. */
  record Range(double low, double high) implements Uncertain {
    @Override
    public double likely() {
      return (low + high) / 2;
    }

    @Override
    public double quantile(double share) {
      return UniformContinuousDistribution.of(low, high).inverseCumulativeProbability(share);
    }

    @Override
    public String words(double scale) {
      return RoiWords.number(scale * low)
          + " to "
          + RoiWords.number(scale * high)
          + ", all equally likely";
    }
  }

  /**
   * An interval that holds the value with a probability, as a measurement gives it.
   *
   * @param level 0 to 1, exclusive
   */
  record Interval(double low, double likely, double high, double level) implements Uncertain {
    @Override
    public double quantile(double share) {
      double half = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + level) / 2);
      // each side has its own width, so that an interval which is not symmetric keeps both ends
      double width = (share < 0.5 ? likely - low : high - likely) / half;
      return likely + width * NormalDistribution.of(0, 1).inverseCumulativeProbability(share);
    }

    @Override
    public String words(double scale) {
      return RoiWords.number(scale * low)
          + " to "
          + RoiWords.number(scale * high)
          + ", around "
          + RoiWords.number(scale * likely)
          + " ("
          + RoiWords.number(100 * level)
          + " %)";
    }
  }
}
