package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mop.analysis.input.YamlFields;

/** Reads the published figures of a set. */
public final class FigureReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private FigureReader() {}

  /** The figures below {@code figures}; none where the key is absent. */
  public static Figures read(YamlFields top) {
    List<Figure> figures = new ArrayList<>();
    if (top.has("figures")) {
      YamlFields all = top.mapping("figures");
      for (String name : all.keys()) {
        if (!NAME.matcher(name).matches()) {
          throw all.wrong(
              name,
              "'" + name + "' is no name",
              "letters, digits, '.', '_' or '-', a letter first");
        }
        figures.add(figure(name, all.mapping(name)));
      }
    }
    return new Figures(figures);
  }

  /** A figure that stands with its claim and has no name. */
  public static Figure single(YamlFields fields, String source) {
    return Figure.of("", source, fields.written("value"), fields.text("unit"));
  }

  private static Figure figure(String name, YamlFields fields) {
    fields.allow(List.of("value", "from", "to", "unit", "source", "rounding"));
    String source = fields.text("source", name);
    String unit = fields.text("unit");
    if (!fields.has("value")) {
      if (!fields.has("from")) {
        throw fields.wrong("value", "no 'value'", "a number, or a range with 'from' and 'to'");
      }
      BigDecimal from = fields.decimal("from");
      BigDecimal to = fields.decimal("to");
      if (from.compareTo(to) > 0) {
        throw fields.wrong("to", to + " is less than 'from'", "the end of the range");
      }
      return Figure.range(name, source, from, to, unit);
    }
    if (fields.has("from") || fields.has("to")) {
      throw fields.wrong("value", "a number and a range", "either 'value' or 'from' and 'to'");
    }
    BigDecimal value = fields.written("value");
    return fields.has("rounding")
        ? Figure.of(name, source, value, fields.nonNegative("rounding"), unit)
        : Figure.of(name, source, value, unit);
  }
}
