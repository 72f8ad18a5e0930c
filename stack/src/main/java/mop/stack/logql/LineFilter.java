package mop.stack.logql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.function.Predicate;

/** Keeps lines that contain, match or look like one of some texts, or none of them. */
record LineFilter(List<Predicate<String>> tests, boolean wanted) implements Stage {
  @Override
  public boolean process(Row row) {
    for (Predicate<String> t : tests) {
      if (t.test(row.line)) {
        return wanted;
      }
    }
    return !wanted;
  }

  /** The test of an operator: {@code |=}, {@code !~} and so on. */
  static Predicate<String> test(String operator, String text, int at) {
    return switch (operator.charAt(1)) {
      case '=' -> line -> line.contains(text);
      case '~' -> {
        try {
          Pattern p = Pattern.compile(text);
          yield line -> p.matcher(line).find();
        } catch (PatternSyntaxException e) {
          throw Lexer.wrong(at, "no regular expression (" + e.getMessage() + ")");
        }
      }
      default -> LinePattern.of(text, at)::test;
    };
  }
}
