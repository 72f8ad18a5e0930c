package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mop.analysis.cost.Words;

/**
 * A figure, or a formula of figures and numbers with {@code + - * / ( )}. Operators stand between
 * spaces, so that {@code mean-time} is one name. The usual precedence; equal ones from the left.
 *
 * @param tokens names, numbers, operators and brackets
 */
record Amount(List<String> tokens) {
  private static final Pattern TOKEN = Pattern.compile("[()]|[^\\s()]+");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?");
  private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/");
  private static final Set<String> BRACKETS = Set.of("(", ")");

  Amount {
    tokens = List.copyOf(tokens);
  }

  /**
   * Reads a formula.
   *
   * @throws IllegalArgumentException when it is none, saying why
   */
  static Amount parse(String text) {
    List<String> tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    Amount amount = new Amount(tokens);
    Parser parser = new Parser(tokens, name -> BigDecimal.ONE, false);
    parser.whole();
    return amount;
  }

  /** The figures that it names. */
  Set<String> names() {
    return tokens.stream()
        .filter(Amount::isName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether it only adds and subtracts figures, so that it is in their unit. */
  boolean isSum() {
    return tokens.stream()
        .allMatch(token ->
            isName(token) || BRACKETS.contains(token) || token.equals("+") || token.equals("-"));
  }

  /** As it is written. */
  String text() {
    return String.join(" ", tokens);
  }

  /** The figure's name, when it is nothing but one figure. */
  Optional<String> single() {
    return tokens.size() == 1 ? names().stream().findFirst() : Optional.empty();
  }

  /**
   * Its value.
   *
   * @param values of the figures by name
   * @throws ArithmeticException when it divides by 0
   */
  BigDecimal of(Function<String, BigDecimal> values) {
    return new Parser(tokens, values, true).whole();
  }

  /** The formula with figures for their names: {@code 12 × 3,130}. */
  String shown(Figures figures) {
    return tokens.stream()
        .map(token -> shown(token, figures))
        .collect(Collectors.joining(" "))
        .replace("( ", "(")
        .replace(" )", ")");
  }

  private static String shown(String token, Figures figures) {
    return switch (token) {
      case "*" -> "×";
      case "/" -> "÷";
      case "-" -> "−";
      case "+", "(", ")" -> token;
      case String name when isName(name) -> figures.get(name).number();
      case String number -> Words.of(new BigDecimal(number).doubleValue());
    };
  }

  private static boolean isName(String token) {
    return !OPERATORS.contains(token)
        && !BRACKETS.contains(token)
        && !NUMBER.matcher(token).matches();
  }

  /** Recursive descent: sum = product {± product}; product = atom {×÷ atom}. */
  private static final class Parser {
    private final List<String> tokens;
    private final Function<String, BigDecimal> values;
    private final boolean compute;
    private int at;

    Parser(List<String> tokens, Function<String, BigDecimal> values, boolean compute) {
      this.tokens = tokens;
      this.values = values;
      this.compute = compute;
    }

    BigDecimal whole() {
      BigDecimal value = sum();
      if (at < tokens.size()) {
        throw new IllegalArgumentException("'" + tokens.get(at) + "' is one too many");
      }
      return value;
    }

    private BigDecimal sum() {
      BigDecimal value = product();
      while (next("+") || next("-")) {
        boolean plus = tokens.get(at++).equals("+");
        BigDecimal right = product();
        value = plus ? value.add(right) : value.subtract(right);
      }
      return value;
    }

    private BigDecimal product() {
      BigDecimal value = atom();
      while (next("*") || next("/")) {
        boolean times = tokens.get(at++).equals("*");
        BigDecimal right = atom();
        if (compute) {
          value =
              times
                  ? value.multiply(right, MathContext.DECIMAL64)
                  : value.divide(right, MathContext.DECIMAL64);
        }
      }
      return value;
    }

    private BigDecimal atom() {
      if (at == tokens.size()) {
        throw new IllegalArgumentException("it ends where a figure or a number should stand");
      }
      String token = tokens.get(at++);
      if (token.equals("(")) {
        BigDecimal value = sum();
        if (!next(")")) {
          throw new IllegalArgumentException("a bracket is not closed");
        }
        at++;
        return value;
      }
      if (NUMBER.matcher(token).matches()) {
        return new BigDecimal(token);
      }
      if (!isName(token)) {
        throw new IllegalArgumentException(
            "'" + token + "' stands where a figure or a number should");
      }
      return values.apply(token);
    }

    private boolean next(String token) {
      return at < tokens.size() && tokens.get(at).equals(token);
    }
  }
}
