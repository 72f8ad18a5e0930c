package mop.analysis.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Three independent Poisson(1) weights from 16 random bits. Of the 65,536 numbers each triple owns
 * as many as its probability has whole 65,536ths; the rest belong to no triple, and then one is
 * drawn by what is left of every probability (the composition of G. Marsaglia, W. Tsang and J.
 * Wang, Journal of Statistical Software 11(3), 2004). So the law is that of three independent
 * weights up to the rounding of doubles, but for weights above {@value #MOST}, whose probability is
 * 6.4e-11 and which are not drawn.
 */
final class PoissonTriples {
  /** The largest weight. */
  static final int MOST = 12;

  /** What {@link #ID} says of a number that belongs to no triple. */
  static final short RARE = -1;

  private static final int RADIX = MOST + 1;
  private static final int CODES = RADIX * RADIX * RADIX;
  private static final int NUMBERS = 1 << 16;

  /** The triple of a number of 16 bits, or {@link #RARE}. */
  static final short[] ID = new short[NUMBERS];

  /** The weights by triple, as factors. */
  static final double[] FIRST;

  static final double[] SECOND;
  static final double[] THIRD;

  /** The sum of the three by triple. */
  static final int[] TOTAL;

  /** The code by triple, whose {@link #weight weights} can be told one by one. */
  static final int[] CODE;

  /** What is left of the probabilities up to each code, ascending to 1. */
  private static final double[] LEFT = new double[CODES];

  static {
    Arrays.fill(ID, RARE);
    List<Integer> codes = new ArrayList<>();
    int numbers = 0;
    double left = 0;
    for (int code = 0; code < CODES; code++) {
      double probability = p(weight(code, 0)) * p(weight(code, 1)) * p(weight(code, 2));
      int whole = (int) (probability * NUMBERS);
      if (whole > 0) {
        Arrays.fill(ID, numbers, numbers + whole, (short) codes.size());
        numbers += whole;
        codes.add(code);
      }
      left += probability - (double) whole / NUMBERS;
      LEFT[code] = left;
    }
    for (int code = 0; code < CODES; code++) {
      LEFT[code] /= left;
    }
    CODE = codes.stream().mapToInt(Integer::intValue).toArray();
    FIRST = codes.stream().mapToDouble(code -> weight(code, 0)).toArray();
    SECOND = codes.stream().mapToDouble(code -> weight(code, 1)).toArray();
    THIRD = codes.stream().mapToDouble(code -> weight(code, 2)).toArray();
    TOTAL =
        codes.stream()
            .mapToInt(code -> weight(code, 0) + weight(code, 1) + weight(code, 2))
            .toArray();
  }

  private PoissonTriples() {}

  /** The probability of a weight: e⁻¹ / k!. */
  private static double p(int weight) {
    double p = Math.exp(-1);
    for (int k = 2; k <= weight; k++) {
      p /= k;
    }
    return p;
  }

  /** The code of a triple whose number belonged to none. */
  static int rare(double uniform) {
    int at = Arrays.binarySearch(LEFT, uniform);
    return Math.min(at < 0 ? -at - 1 : at + 1, CODES - 1);
  }

  /**
   * One weight of a code.
   *
   * @param place 0, 1 or 2
   */
  static int weight(int code, int place) {
    return switch (place) {
      case 0 -> code / (RADIX * RADIX);
      case 1 -> code / RADIX % RADIX;
      default -> code % RADIX;
    };
  }
}
