package mop.analysis.cost;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.cost.scaling.PowerLaw;
import mop.analysis.cost.scaling.SizedTrial;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;

/**
 * How an amount grows from the measured blocks' size to the scenario's: by a power law that was
 * fitted, as far as the cap lets it be followed, and in proportion where there is none.
 *
 * @param law absent where the exponent 1 is assumed
 * @param blocks of the law's trials, in their order
 * @param exponent used; the law's, kept within sense
 * @param size the scenario's, as a multiple of the measured blocks'
 * @param cap how many times beyond the sizes tried the law is followed
 * @param words why the exponent 1 is assumed although there are trials, or what is odd about the
 *     law; may be empty
 */
record Growth(
    Optional<PowerLaw> law,
    List<Integer> blocks,
    double exponent,
    double size,
    double cap,
    String words) {

  /** Nothing was tried: in proportion. */
  static final Growth ASSUMED = assumed("");

  /** A larger system does not use less of anything, nor more than by its square. */
  private static final double LEAST = 0;

  private static final double MOST = 2;

  /** An exponent this far below 0 is rounding or scatter of an amount that does not grow. */
  private static final double ROUNDING = 0.01;

  private static final String NONE = "it is 0 in every trial";

  /** One trial's amount. */
  record Point(double size, int block, double amount) {}

  static Growth assumed(String why) {
    return new Growth(Optional.empty(), List.of(), 1, 1, 1, why);
  }

  /**
   * The law that the trials give, or the reason why there is none. Where no power law describes all
   * sizes (fixed parts, whole objects), only those between the measured blocks and the scenario's
   * side are used: growth from there on is what is asked.
   *
   * @param points of at least two sizes, size 1 among them
   */
  static Growth fit(List<Point> points, double size, double cap) {
    if (points.stream().allMatch(point -> point.amount == 0)) {
      return assumed(NONE);
    }
    if (points.stream().anyMatch(point -> point.amount == 0)) {
      return assumed("it is 0 in some trials, which have no logarithm");
    }
    PowerLaw all = law(points);
    List<Point> near = points.stream().filter(p -> size < 1 ? p.size <= 1 : p.size >= 1).toList();
    boolean bent = all.doubtful() && near.size() > 2 && near.stream().anyMatch(p -> p.size != 1);
    PowerLaw law = bent ? law(near) : all;
    Estimate exponent = law.exponent();
    if (exponent.high() < LEAST - ROUNDING || exponent.low() > MOST) {
      return assumed("it " + law.words() + ", which is no exponent that makes sense");
    }
    return new Growth(
        Optional.of(law),
        (bent ? near : points).stream().map(Point::block).toList(),
        Math.clamp(exponent.estimate(), LEAST, MOST),
        size,
        cap,
        bent ? "over all sizes no power law fits, " + all.pInWords() : "");
  }

  private static PowerLaw law(List<Point> points) {
    return PowerLaw.fit(points.stream().map(p -> new SizedTrial(p.size, p.amount)).toList());
  }

  /** The amount at the scenario's size over what proportion would give. */
  double stretch() {
    return law.map(fitted -> Math.pow(fitted.followed(size, cap), exponent - 1)).orElse(1.0);
  }

  /** One of the laws that the trials leave open. */
  Growth drawn(Draw draw) {
    if (law.isEmpty()) {
      return this;
    }
    double error = law.get().standardError() * draw.error(law.get().residuals(), blocks);
    double drawn = Math.clamp(exponent + error, LEAST, MOST);
    return new Growth(law, blocks, drawn, size, draw.reach(cap), words);
  }

  /** Whether no one power law describes the trials. */
  boolean bent() {
    return law.isPresent() && (!words.isEmpty() || law.get().doubtful());
  }

  /** Whether the exponent 1 is assumed although the amount was seen at several sizes. */
  boolean odd() {
    return law.isEmpty() && !words.isEmpty() && !words.equals(NONE);
  }

  Optional<Result.Law> toResult() {
    return law.map(fitted ->
        new Result.Law(
            fitted.exponent(),
            fitted.sizes(),
            fitted.lackOfFit().orElse(null),
            size,
            fitted.followed(size, cap)));
  }

  /** For the source of a line: {@code linear in traces (exponent 1 assumed)}. */
  String inWords(Driver driver) {
    return law.map(this::inWords)
        .orElseGet(() ->
            "linear in "
                + driver
                + " (exponent 1 assumed"
                + (words.isEmpty() ? "" : ": " + words)
                + ")");
  }

  private String inWords(PowerLaw fitted) {
    double followed = fitted.followed(size, cap);
    String beyond =
        followed == size ? "" : "in proportion beyond " + Words.rough(followed) + " times";
    String remarks =
        Stream.of(words, beyond)
            .filter(remark -> !remark.isEmpty())
            .collect(Collectors.joining("; "));
    return fitted.words() + (remarks.isEmpty() ? "" : " (" + remarks + ")");
  }
}
