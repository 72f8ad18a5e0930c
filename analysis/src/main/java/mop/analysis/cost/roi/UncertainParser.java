package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number that may be uncertain: {@code 5000}, {@code 4000..6000}, {@code
 * 4000..5000..7000@95}.
 */
final class UncertainParser {
  static final String EXPECTED =
      "a number, LOW..HIGH, LOW..LIKELY..HIGH, or LOW..LIKELY..HIGH@95 for a 95 % interval";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,3})?");
  private static final Pattern RANGE = Pattern.compile("\\.\\.");

  private UncertainParser() {}

  /** A number, or what is wrong with it. */
  record Parsed(@Nullable Uncertain number, String problem) {
    <X extends RuntimeException> Uncertain orElseThrow(Function<String, X> complaint) {
      if (number == null) {
        throw complaint.apply(problem);
      }
      return number;
    }
  }

  /**
   * Reads a number.
   *
   * @param scale what each written number is multiplied with
   * @param least least written number that is allowed
   * @param most greatest
   */
  static Parsed parse(String text, double scale, double least, double most) {
    int at = text.indexOf('@');
    List<BigDecimal> numbers = new ArrayList<>();
    for (String part : RANGE.splitAsStream(at < 0 ? text : text.substring(0, at)).toList()) {
      if (!NUMBER.matcher(part.strip()).matches()) {
        return new Parsed(null, "is no number");
      }
      double number = Double.parseDouble(part.strip());
      if (!(number >= least && number <= most)) {
        return new Parsed(null, "is out of range");
      }
      numbers.add(new BigDecimal(part.strip()).multiply(BigDecimal.valueOf(scale)));
    }
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i).compareTo(numbers.get(i - 1)) < 0) {
        return new Parsed(null, "falls from left to right");
      }
    }
    return at < 0 ? plain(numbers) : interval(numbers, text.substring(at + 1).strip());
  }

  private static Parsed plain(List<BigDecimal> numbers) {
    boolean same = numbers.getFirst().compareTo(numbers.getLast()) == 0;
    return switch (numbers.size()) {
      case 1 -> new Parsed(new Uncertain.Certain(numbers.getFirst()), "");
      case 2 ->
          new Parsed(
              same
                  ? new Uncertain.Certain(numbers.getFirst())
                  : new Uncertain.Range(numbers.get(0).doubleValue(), numbers.get(1).doubleValue()),
              "");
      case 3 ->
          new Parsed(
              same
                  ? new Uncertain.Certain(numbers.getFirst())
                  : new Uncertain.Triangle(
                      numbers.get(0).doubleValue(),
                      numbers.get(1).doubleValue(),
                      numbers.get(2).doubleValue()),
              "");
      default -> new Parsed(null, "has more than three numbers");
    };
  }

  private static Parsed interval(List<BigDecimal> numbers, String level) {
    if (numbers.size() != 3) {
      return new Parsed(null, "has a level but not three numbers");
    }
    double percent = NUMBER.matcher(level).matches() ? Double.parseDouble(level) : 0;
    if (!(percent > 0 && percent < 100)) {
      return new Parsed(null, "has a level that is no percentage between 0 and 100");
    }
    return new Parsed(
        new Uncertain.Interval(
            numbers.get(0).doubleValue(),
            numbers.get(1).doubleValue(),
            numbers.get(2).doubleValue(),
            percent / 100),
        "");
  }
}
