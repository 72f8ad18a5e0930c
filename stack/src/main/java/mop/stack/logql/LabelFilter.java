package mop.stack.logql;

import java.util.OptionalDouble;
import mop.stack.labels.Matcher;

/** A condition on labels. */
sealed interface LabelFilter extends Stage {
  record Text(Matcher matcher) implements LabelFilter {
    @Override
    public boolean process(Row row) {
      return matcher.matches(row.text(matcher.name()));
    }
  }

  /** How a label's text is read as a number. */
  enum Type {
    NUMBER,
    DURATION,
    BYTES;

    OptionalDouble read(String text) {
      return switch (this) {
        case NUMBER -> Units.number(text);
        case DURATION -> Units.seconds(text, false);
        case BYTES -> Units.bytes(text);
      };
    }
  }

  /** A row without the label is dropped, one whose label is no such number fails and stays. */
  record Numeric(String name, String op, double value, Type type) implements LabelFilter {
    @Override
    public boolean process(Row row) {
      if (row.failed()) {
        return true;
      }
      String text = row.get(name);
      if (text == null) {
        return false;
      }
      OptionalDouble read = type.read(text);
      if (read.isEmpty()) {
        row.fail("LabelFilterErr", "label " + name + ": \"" + text + "\" is no " + type);
        return true;
      }
      double v = read.getAsDouble();
      return switch (op) {
        case "=", "==" -> v == value;
        case "!=" -> v != value;
        case ">" -> v > value;
        case ">=" -> v >= value;
        case "<" -> v < value;
        default -> v <= value;
      };
    }
  }

  record And(LabelFilter left, LabelFilter right) implements LabelFilter {
    @Override
    public boolean process(Row row) {
      return left.process(row) && right.process(row);
    }
  }

  record Or(LabelFilter left, LabelFilter right) implements LabelFilter {
    @Override
    public boolean process(Row row) {
      return left.process(row) || right.process(row);
    }
  }
}
