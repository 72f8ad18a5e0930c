package mop.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A full or regular fractional factorial design of factors at two levels (G. Box, W. Hunter and J.
 * Hunter, Statistics for Experimenters, 2005, chapter 6). An effect is a set of factors, written as
 * a bit mask: bit i is factor i. Runs are rows of levels −1 and +1.
 */
public final class TwoLevelDesign {
  private static final int MOST_FACTORS = 16;

  private final List<String> factors;
  private final int basic;

  /** For each added factor the basic factors whose product sets its level. */
  private final int[] generators;

  private TwoLevelDesign(List<String> factors, int basic, int[] generators) {
    this.factors = List.copyOf(factors);
    this.basic = basic;
    this.generators = generators.clone();
  }

  /**
   * All combinations.
   *
   * @param factors names, 1 to 16, all different
   */
  public static TwoLevelDesign full(List<String> factors) {
    return fraction(factors, List.of());
  }

  /**
   * The fraction in which the last factors are set by products of the first: with factors A to E
   * and generator ABCD, E = ABCD gives the 2⁵⁻¹ of resolution V.
   *
   * @param factors names, basic ones first
   * @param generators for each of the last factors the names of the basic factors that set it
   */
  public static TwoLevelDesign fraction(List<String> factors, List<List<String>> generators) {
    int basic = factors.size() - generators.size();
    if (factors.size() > MOST_FACTORS
        || basic < 1
        || factors.stream().distinct().count() < factors.size()) {
      throw new IllegalArgumentException(
          "1 to "
              + MOST_FACTORS
              + " different factors, at least one of them basic, got "
              + factors);
    }
    int[] masks = new int[generators.size()];
    for (int g = 0; g < masks.length; g++) {
      for (String name : generators.get(g)) {
        int factor = factors.indexOf(name);
        if (factor < 0 || factor >= basic) {
          throw new IllegalArgumentException(
              "generator of "
                  + factors.get(basic + g)
                  + ": '"
                  + name
                  + "' is no basic factor of "
                  + factors.subList(0, basic));
        }
        masks[g] ^= 1 << factor;
      }
      if (masks[g] == 0) {
        throw new IllegalArgumentException("generator of " + factors.get(basic + g) + " is empty");
      }
    }
    return new TwoLevelDesign(factors, basic, masks);
  }

  /** Names of the factors, in order. */
  public List<String> factors() {
    return factors;
  }

  /** Combinations to run. */
  public int runs() {
    return 1 << basic;
  }

  /** Level of a factor in a run: −1 or +1; standard order, the first factor changes fastest. */
  public int level(int run, int factor) {
    int bits = factor < basic ? run & (1 << factor) : run & generators[factor - basic];
    int negatives =
        factor < basic
            ? bits == 0 ? 1 : 0
            : Integer.bitCount(generators[factor - basic]) - Integer.bitCount(bits);
    return negatives % 2 == 0 ? 1 : -1;
  }

  /** The product of the levels of an effect's factors in a run; +1 for the empty effect. */
  public int contrast(int run, int effect) {
    int sign = 1;
    for (int factor = 0; factor < factors.size(); factor++) {
      sign *= (effect >> factor & 1) == 1 ? level(run, factor) : 1;
    }
    return sign;
  }

  /** The defining words: products of factors that are +1 in every run; none in a full design. */
  public List<Integer> definingWords() {
    List<Integer> words = new ArrayList<>();
    for (int set = 1; set < 1 << generators.length; set++) {
      int word = 0;
      for (int g = 0; g < generators.length; g++) {
        word ^= (set >> g & 1) == 1 ? (generators[g] | (1 << (basic + g))) : 0;
      }
      words.add(word);
    }
    words.sort(order());
    return List.copyOf(words);
  }

  /** Length of the shortest defining word; {@link Integer#MAX_VALUE} for a full design. */
  public int resolution() {
    return definingWords().stream().mapToInt(Integer::bitCount).min().orElse(Integer.MAX_VALUE);
  }

  /** All effects that cannot be told from this one, itself first; shorter ones before longer. */
  public List<Integer> aliases(int effect) {
    TreeSet<Integer> others = new TreeSet<>(order());
    definingWords().forEach(word -> others.add(word ^ effect));
    others.remove(effect);
    List<Integer> all = new ArrayList<>(List.of(effect));
    all.addAll(others);
    return List.copyOf(all);
  }

  /**
   * One effect of each alias set, the shortest, by length: as many as there are runs less one. The
   * effects that this design can estimate.
   */
  public List<Integer> estimable() {
    boolean[] taken = new boolean[1 << factors.size()];
    taken[0] = true;
    definingWords().forEach(word -> taken[word] = true);
    List<Integer> effects = new ArrayList<>();
    Integer[] all = new Integer[1 << factors.size()];
    Arrays.setAll(all, i -> i);
    Arrays.sort(all, order());
    for (int effect : all) {
      if (!taken[effect]) {
        effects.add(effect);
        aliases(effect).forEach(alias -> taken[alias] = true);
      }
    }
    return List.copyOf(effects);
  }

  /** The factors of an effect joined by ×, {@code I} for the empty one. */
  public String name(int effect) {
    List<String> names = new ArrayList<>();
    for (int factor = 0; factor < factors.size(); factor++) {
      if ((effect >> factor & 1) == 1) {
        names.add(factors.get(factor));
      }
    }
    return names.isEmpty() ? "I" : String.join(" × ", names);
  }

  /** Fewer factors first, then in the order of the factors. */
  private static Comparator<Integer> order() {
    return Comparator.<Integer>comparingInt(Integer::bitCount)
        .thenComparing(
            effect -> Integer.reverse(effect),
            Comparator.<Integer>comparingLong(Integer::toUnsignedLong).reversed());
  }
}
