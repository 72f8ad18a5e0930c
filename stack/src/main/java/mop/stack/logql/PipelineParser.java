package mop.stack.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import mop.stack.labels.Matcher;
import mop.stack.logql.LogQlExpr.Conversion;
import mop.stack.logql.LogQlExpr.Pipeline;
import mop.stack.logql.LogQlExpr.Unwrap;

/** Reads selectors and pipelines. */
final class PipelineParser {
  private static final Set<String> LINE_FILTERS = Set.of("|=", "!=", "|~", "!~", "|>", "!>");

  private final Tokens in;

  PipelineParser(Tokens in) {
    this.in = in;
  }

  List<Matcher> selector() {
    int start = in.peek().start();
    in.expect("{");
    List<Matcher> matchers = new ArrayList<>();
    while (!in.accept("}")) {
      matchers.add(matcher(in.name("a label's name")));
      if (!in.accept(",")) {
        in.expect("}");
        break;
      }
    }
    if (matchers.stream().allMatch(m -> m.matches(""))) {
      throw Lexer.wrong(
          start,
          "queries require at least one regexp or equality matcher that does not have an"
              + " empty-compatible value");
    }
    return matchers;
  }

  private Matcher matcher(String name) {
    Token op = in.next();
    Token value = in.expectKind(Token.Kind.TEXT, "a value in quotes");
    for (Matcher.Op o : Matcher.Op.values()) {
      if (op.is(o.text())) {
        try {
          return Matcher.of(name, o, value.text());
        } catch (IllegalArgumentException e) {
          throw Lexer.wrong(value.start(), "no regular expression (" + e.getMessage() + ")");
        }
      }
    }
    throw Lexer.wrong(op.start(), "unexpected " + op.text() + ", expected =, !=, =~ or !~");
  }

  /** What a pipeline is made of; an unwrap ends it. */
  record Read(Pipeline pipeline, Optional<Unwrap> unwrap) {}

  Read pipeline() {
    List<Stage> stages = new ArrayList<>();
    while (true) {
      Token t = in.peek();
      if (t.kind() == Token.Kind.SYMBOL && LINE_FILTERS.contains(t.text())) {
        stages.add(lineFilter(in.next()));
      } else if (t.is("|")) {
        in.next();
        if (in.peek().is("unwrap")) {
          in.next();
          return new Read(new Pipeline(stages), Optional.of(unwrap()));
        }
        stages.add(stage(in.peek()));
      } else {
        return new Read(new Pipeline(stages), Optional.empty());
      }
    }
  }

  private Stage lineFilter(Token op) {
    List<Predicate<String>> tests = new ArrayList<>();
    do {
      Token text = in.expectKind(Token.Kind.TEXT, "a text in quotes");
      tests.add(LineFilter.test(op.text(), text.text(), text.start()));
    } while (in.accept("or"));
    return new LineFilter(tests, op.text().startsWith("|"));
  }

  private Stage stage(Token name) {
    if (name.kind() == Token.Kind.NAME) {
      switch (name.text()) {
        case "json" -> {
          in.next();
          return new LineParser.Json(wanted());
        }
        case "logfmt" -> {
          in.next();
          return logfmt();
        }
        case "regexp" -> {
          in.next();
          Token text = in.expectKind(Token.Kind.TEXT, "a regular expression in quotes");
          return LineParser.Regexp.of(text.text(), text.start());
        }
        case "pattern" -> {
          in.next();
          Token text = in.expectKind(Token.Kind.TEXT, "a pattern in quotes");
          LinePattern pattern = LinePattern.of(text.text(), text.start());
          if (!pattern.hasNamed()) {
            throw Lexer.wrong(text.start(), "the pattern has no named capture <name>");
          }
          return new LineParser.PatternCaptures(pattern);
        }
        case "unpack" -> {
          in.next();
          return new LineParser.Unpack();
        }
        case "line_format" -> {
          in.next();
          Token text = in.expectKind(Token.Kind.TEXT, "a template in quotes");
          return new LabelChange.LineFormat(Template.of(text.text(), text.start()));
        }
        case "label_format" -> {
          in.next();
          return labelFormat();
        }
        case "decolorize" -> {
          in.next();
          return new LabelChange.Decolorize();
        }
        case "drop" -> {
          in.next();
          return new LabelChange.Drop(which());
        }
        case "keep" -> {
          in.next();
          return new LabelChange.Keep(which());
        }
        default -> {}
      }
    }
    return labelFilter();
  }

  private LineParser logfmt() {
    boolean strict = false;
    boolean keepEmpty = false;
    while (in.accept("--")) {
      Token flag = in.next();
      if (flag.is("strict")) {
        strict = true;
      } else if (flag.is("keep")) {
        in.expect("-");
        in.expect("empty");
        keepEmpty = true;
      } else {
        throw Lexer.wrong(
            flag.start(), "unexpected " + flag.text() + ", expected strict or keep-empty");
      }
    }
    return new LineParser.LogfmtPairs(wanted(), strict, keepEmpty);
  }

  /** Labels behind a parser: {@code a="b.c[0]", d}. */
  private List<LineParser.Wanted> wanted() {
    List<LineParser.Wanted> all = new ArrayList<>();
    if (in.peek().kind() != Token.Kind.NAME || in.peek().is("by") || in.peek().is("without")) {
      return all;
    }
    do {
      String label = in.name("a label's name");
      String path = label;
      if (in.accept("=")) {
        path = in.expectKind(Token.Kind.TEXT, "a path in quotes").text();
      }
      all.add(new LineParser.Wanted(label, path(path)));
    } while (in.accept(","));
    return all;
  }

  /** The steps of {@code a.b[0]["c d"]}. */
  private static List<String> path(String text) {
    List<String> steps = new ArrayList<>();
    java.util.regex.Matcher m =
        java.util.regex.Pattern.compile("\\[\"([^\"]*)\"\\]|\\[(\\d+)\\]|\\.?([^.\\[]+)")
            .matcher(text);
    while (m.lookingAt()) {
      String quoted = m.group(1);
      String number = m.group(2);
      String name = m.group(3);
      steps.add(quoted != null ? quoted : number != null ? number : name == null ? "" : name);
      m.region(m.end(), text.length());
    }
    return steps.isEmpty() ? List.of(text) : steps;
  }

  private LabelChange.LabelFormat labelFormat() {
    List<LabelChange.LabelFormat.Setting> settings = new ArrayList<>();
    do {
      String name = in.name("a label's name");
      in.expect("=");
      Token value = in.next();
      if (value.kind() == Token.Kind.TEXT) {
        Template t = Template.of(value.text(), value.start());
        settings.add(new LabelChange.LabelFormat.Setting(name, "", Optional.of(t)));
      } else if (value.kind() == Token.Kind.NAME) {
        settings.add(new LabelChange.LabelFormat.Setting(name, value.text(), Optional.empty()));
      } else {
        throw Lexer.wrong(
            value.start(),
            "unexpected " + value.text() + ", expected a label's name or a template");
      }
    } while (in.accept(","));
    return new LabelChange.LabelFormat(settings);
  }

  private List<LabelChange.Which> which() {
    List<LabelChange.Which> all = new ArrayList<>();
    do {
      String name = in.name("a label's name");
      boolean condition = in.peek().isOperator();
      all.add(new LabelChange.Which(name, condition ? List.of(matcher(name)) : List.of()));
    } while (in.accept(","));
    return all;
  }

  /** Conditions joined by {@code or}, which binds less than {@code and}, comma and a blank. */
  LabelFilter labelFilter() {
    LabelFilter left = conjunction();
    while (in.accept("or")) {
      left = new LabelFilter.Or(left, conjunction());
    }
    return left;
  }

  private LabelFilter conjunction() {
    LabelFilter left = condition();
    while (true) {
      Token t = in.peek();
      boolean joined = in.accept("and") || in.accept(",");
      boolean follows = t.is("(") || (t.kind() == Token.Kind.NAME && in.second().isOperator());
      if (!joined && !follows) {
        return left;
      }
      left = new LabelFilter.And(left, condition());
    }
  }

  private LabelFilter condition() {
    if (in.accept("(")) {
      LabelFilter inner = labelFilter();
      in.expect(")");
      return inner;
    }
    String name = in.name("a stage or a label's name");
    if (in.second().kind() == Token.Kind.TEXT) {
      return new LabelFilter.Text(matcher(name));
    }
    Token op = in.next();
    if (!Set.of("=", "==", "!=", ">", ">=", "<", "<=").contains(op.text())) {
      throw Lexer.wrong(op.start(), "unexpected " + op.text() + ", expected a comparison");
    }
    String sign = in.accept("-") ? "-" : "";
    Token value = in.next();
    LabelFilter.Type type =
        switch (value.kind()) {
          case NUMBER -> LabelFilter.Type.NUMBER;
          case DURATION -> LabelFilter.Type.DURATION;
          case BYTES -> LabelFilter.Type.BYTES;
          default ->
              throw Lexer.wrong(
                  value.start(),
                  "unexpected " + value.text() + ", expected a text, number, duration or size");
        };
    String text = sign + value.text();
    OptionalDouble number =
        type == LabelFilter.Type.DURATION ? Units.seconds(text, true) : type.read(text);
    return new LabelFilter.Numeric(
        name,
        op.text(),
        number.orElseThrow(() -> Lexer.wrong(value.start(), "no number: " + text)),
        type);
  }

  private Unwrap unwrap() {
    Token name = in.expectKind(Token.Kind.NAME, "a label's name");
    Conversion conversion = Conversion.NONE;
    String label = name.text();
    if (in.accept("(")) {
      conversion =
          switch (name.text()) {
            case "duration", "duration_seconds" -> Conversion.DURATION;
            case "bytes" -> Conversion.BYTES;
            default ->
                throw Lexer.wrong(
                    name.start(),
                    "no conversion "
                        + name.text()
                        + ", expected duration, duration_seconds or bytes");
          };
      label = in.name("a label's name");
      in.expect(")");
    }
    List<Stage> filters = new ArrayList<>();
    while (in.accept("|")) {
      filters.add(labelFilter());
    }
    return new Unwrap(label, conversion, new Pipeline(filters));
  }
}
