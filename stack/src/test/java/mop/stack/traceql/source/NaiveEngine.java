package mop.stack.traceql.source;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.Expression;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Scalar;
import mop.stack.traceql.SpansetOperator;
import mop.stack.traceql.Stage;
import mop.stack.traceql.Value;
import mop.stack.traceql.source.SmallTraces.Sent;
import mop.stack.traceql.source.SmallTraces.Trace;

/**
 * Evaluates queries over the protobuf messages that were sent, in the plainest way: every span,
 * every pair of spans, no columns, nothing remembered. Written apart from the engine, from the
 * documentation of the language.
 */
final class NaiveEngine {
  /** Numbers that say where a span stands in its trace, by its number. */
  private final List<int[]> nested = new ArrayList<>();

  private final List<Sent> spans;

  /** Thrown where the engine refuses to go on. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  NaiveEngine(Trace trace) {
    spans = trace.spans();
    int[] counter = {1};
    spans.forEach(s -> nested.add(new int[3]));
    IntStream.range(0, spans.size()).filter(this::root).forEach(i -> number(i, -1, counter));
  }

  private boolean root(int i) {
    return spans.get(i).span().getParentSpanId().isEmpty();
  }

  private com.google.protobuf.ByteString parent(int i) {
    return spans.get(i).span().getParentSpanId();
  }

  private void number(int i, int parent, int[] counter) {
    int[] mine = nested.get(i);
    mine[0] = counter[0]++;
    mine[2] = parent;
    children(i).forEach(c -> number(c, mine[0], counter));
    mine[1] = counter[0]++;
  }

  private IntStream children(int i) {
    return IntStream.range(0, spans.size())
        .filter(c -> spans.get(c).span().getParentSpanId().equals(spans.get(i).span().getSpanId()));
  }

  List<List<Integer>> evaluate(Stage stage, List<List<Integer>> in) {
    return switch (stage) {
      case Stage.Pipeline p -> {
        List<List<Integer>> sets = in;
        for (Stage s : p.stages()) {
          sets = sets.isEmpty() ? sets : evaluate(s, sets);
        }
        yield sets;
      }
      case Stage.Filter f ->
          in.stream()
              .map(set -> set.stream().filter(i -> holds(f.condition(), i)).toList())
              .filter(set -> !set.isEmpty())
              .toList();
      case Stage.Relation r -> in.stream().flatMap(set -> relation(r, set)).toList();
      case Stage.ScalarFilter s -> in.stream().filter(set -> scalar(s, set)).toList();
      case Stage.GroupBy g -> in.stream().flatMap(set -> group(g, set)).toList();
      case Stage.Coalesce _ -> List.of(in.stream().flatMap(List::stream).toList());
      case Stage.Select _ -> in;
    };
  }

  private Stream<List<Integer>> group(Stage.GroupBy g, List<Integer> set) {
    Map<Value, List<Integer>> groups = new LinkedHashMap<>();
    set.forEach(i -> groups.computeIfAbsent(first(g.by(), i), v -> new ArrayList<>()).add(i));
    return groups.values().stream();
  }

  private Stream<List<Integer>> relation(Stage.Relation r, List<Integer> set) {
    List<List<Integer>> left = evaluate(r.left(), List.of(set));
    List<List<Integer>> right = evaluate(r.right(), List.of(set));
    List<Integer> l = left.stream().flatMap(List::stream).toList();
    List<Integer> rr = right.stream().flatMap(List::stream).toList();
    if (r.op() == SpansetOperator.AND || r.op() == SpansetOperator.OR) {
      boolean none = r.op() == SpansetOperator.AND && (left.isEmpty() || right.isEmpty());
      return none ? Stream.of() : nonEmpty(Stream.concat(l.stream(), rr.stream()).distinct());
    }
    if (right.isEmpty()) {
      return Stream.of();
    }
    if (left.size() > 1 || right.size() > 1) {
      throw new Refused();
    }
    BiPredicate<Integer, Integer> related = (a, b) -> related(r.op().relative(), a, b);
    Predicate<Integer> has = b -> l.stream().anyMatch(a -> related.test(a, b));
    return switch (r.op().kind()) {
      case PLAIN -> nonEmpty(rr.stream().filter(has));
      case NEGATED -> nonEmpty(rr.stream().filter(has.negate()));
      case UNION ->
          nonEmpty(
              Stream.concat(
                      rr.stream().filter(has),
                      l.stream().filter(a -> rr.stream().anyMatch(b -> related.test(a, b))))
                  .distinct());
    };
  }

  private static Stream<List<Integer>> nonEmpty(Stream<Integer> spans) {
    List<Integer> list = spans.toList();
    return list.isEmpty() ? Stream.of() : Stream.of(list);
  }

  /** Whether span {@code b}, of the right side, is this to span {@code a}. */
  private boolean related(SpansetOperator.Relative r, int a, int b) {
    if (nested.get(a)[0] == 0 || nested.get(b)[0] == 0) {
      return false;
    }
    return switch (r) {
      case CHILD -> children(a).anyMatch(c -> c == b);
      case PARENT -> children(b).anyMatch(c -> c == a);
      case DESCENDANT -> children(a).anyMatch(c -> c == b || related(r, c, b));
      case ANCESTOR -> related(SpansetOperator.Relative.DESCENDANT, b, a);
      case SIBLING -> a != b && parent(a).equals(parent(b));
      case NONE -> false;
    };
  }

  private boolean scalar(Stage.ScalarFilter f, List<Integer> set) {
    Value constant = ((Scalar.Constant) f.right()).value();
    Value number =
        switch (f.left()) {
          case Scalar.Aggregate a ->
              aggregate(
                  a.function(),
                  set.stream().map(i -> first(a.of(), i)).filter(v -> !v.isNil()).toList());
          default -> new Value.Int(set.size());
        };
    return !number.isNil() && binary(f.op(), number, constant).equals(Value.Bool.TRUE);
  }

  private static Value aggregate(Scalar.Function f, List<Value> all) {
    if (all.isEmpty()) {
      return Value.Nil.NIL;
    }
    List<Value> alike = all.stream().filter(v -> v.type() == all.getFirst().type()).toList();
    return switch (f) {
      case MIN -> all.stream().min(NaiveEngine::order).orElseThrow();
      case MAX -> all.stream().max(NaiveEngine::order).orElseThrow();
      case SUM, AVG -> {
        if (!all.getFirst().type().numeric()) {
          yield all.getFirst();
        }
        double sum = alike.stream().mapToDouble(Value::number).sum();
        double v = f == Scalar.Function.AVG ? sum / all.size() : sum;
        yield all.getFirst() instanceof Value.Duration
            ? new Value.Duration((long) v)
            : new Value.Real(v);
      }
    };
  }

  /** Numbers by size, others by type first. */
  private static int order(Value a, Value b) {
    if (a.type().numeric() && b.type().numeric()) {
      return Double.compare(a.number(), b.number());
    }
    return a.type() != b.type() ? a.type().compareTo(b.type()) : a.text().compareTo(b.text());
  }

  private boolean holds(Expression e, int i) {
    return contexts(i).anyMatch(c -> value(e, i, c).equals(Value.Bool.TRUE));
  }

  private Value first(Expression e, int i) {
    return contexts(i)
        .map(c -> value(e, i, c))
        .filter(v -> !v.isNil())
        .findFirst()
        .orElse(Value.Nil.NIL);
  }

  /** Pairs of an event and a link; −1 where there is none. */
  private Stream<int[]> contexts(int i) {
    Span span = spans.get(i).span();
    return indexes(span.getEventsCount())
        .boxed()
        .flatMap(e -> indexes(span.getLinksCount()).mapToObj(l -> new int[] {e, l}));
  }

  private static IntStream indexes(int n) {
    return n == 0 ? IntStream.of(-1) : IntStream.range(0, n);
  }

  private Value value(Expression e, int i, int[] context) {
    return switch (e) {
      case Expression.Literal l -> l.value();
      case Expression.Field f -> field(f.name(), i, context);
      case Expression.Unary u -> {
        Value v = value(u.operand(), i, context);
        yield switch (u.op()) {
          case EXISTS -> Value.of(!v.isNil());
          case ABSENT -> Value.of(v.isNil());
          case NOT ->
              v.equals(Value.Bool.TRUE)
                  ? Value.Bool.FALSE
                  : v.equals(Value.Bool.FALSE) ? Value.Bool.TRUE : Value.Nil.NIL;
          case MINUS ->
              switch (v) {
                case Value.Int n -> new Value.Int(-n.value());
                case Value.Real n -> new Value.Real(-n.value());
                case Value.Duration n -> new Value.Duration(-n.nanos());
                default -> Value.Nil.NIL;
              };
        };
      }
      case Expression.Binary b -> {
        Value l = value(b.left(), i, context);
        Value r = value(b.right(), i, context);
        boolean attribute = constant(b.left(), b.right()) || constant(b.right(), b.left());
        boolean compares = b.op().equality() || b.op().ordering();
        boolean fits = l.type().element() == r.type().element();
        yield attribute && compares && !fits ? Value.Bool.FALSE : binary(b.op(), l, r);
      }
    };
  }

  /** An attribute beside a constant of the query: then both must be of one type. */
  private static boolean constant(Expression field, Expression literal) {
    return field instanceof Expression.Field f
        && f.name() instanceof Attribute
        && literal instanceof Expression.Literal;
  }

  private static Value binary(Operator op, Value l, Value r) {
    if (op.logical() && l instanceof Value.Bool(boolean known)) {
      if (known == (op == Operator.OR)) {
        return l;
      }
      if (!(r instanceof Value.Many)) {
        return r instanceof Value.Bool ? r : Value.Bool.FALSE;
      }
    }
    if (l instanceof Value.Many many && !(r instanceof Value.Many)) {
      if (op.logical() && !(r instanceof Value.Bool)) {
        return Value.Bool.FALSE;
      }
      boolean every = op == Operator.NOT_EQUAL || op == Operator.NOT_REGEX;
      Stream<Value> each = many.values().stream().map(v -> binary(op, v, r));
      if (op.arithmetic()) {
        boolean fits = many.values().getFirst().type().numeric() && r.type().numeric();
        return fits ? Value.Nil.NIL : Value.Bool.FALSE;
      }
      return Value.of(
          every ? each.allMatch(Value.Bool.TRUE::equals) : each.anyMatch(Value.Bool.TRUE::equals));
    }
    if (r instanceof Value.Many && !(l instanceof Value.Many)) {
      return binary(op.flipped(), r, l);
    }
    return switch (op) {
      case EQUAL -> Value.of(same(l, r));
      case NOT_EQUAL -> Value.of(comparable(l, r) && !same(l, r));
      case REGEX -> Value.of(regex(l, r) && matches(l, r));
      case NOT_REGEX -> Value.of(regex(l, r) && !matches(l, r));
      case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> Value.of(ordered(op, l, r));
      case AND, OR -> Value.Bool.FALSE;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> arithmetic(op, l, r);
    };
  }

  private static boolean comparable(Value l, Value r) {
    boolean nil = l.isNil() || r.isNil();
    boolean arrays = l instanceof Value.Many || r instanceof Value.Many;
    return !nil && !arrays && (l.type() == r.type() || (l.type().numeric() && r.type().numeric()));
  }

  private static boolean same(Value l, Value r) {
    return comparable(l, r) && (l.type().numeric() ? l.number() == r.number() : l.equals(r));
  }

  private static boolean regex(Value l, Value r) {
    return l instanceof Value.Text && r instanceof Value.Text;
  }

  private static boolean matches(Value l, Value r) {
    return Pattern.compile(r.text(), Pattern.DOTALL).matcher(l.text()).matches();
  }

  private static boolean ordered(Operator op, Value l, Value r) {
    boolean texts = regex(l, r);
    if (!comparable(l, r) || (!texts && !l.type().numeric())) {
      return false;
    }
    double a = texts ? bytes(l).compareTo(bytes(r)) : l.number();
    double b = texts ? 0 : r.number();
    return switch (op) {
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
      case LESS -> a < b;
      default -> a <= b;
    };
  }

  private static String bytes(Value v) {
    return HexFormat.of().formatHex(v.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Value arithmetic(Operator op, Value l, Value r) {
    if (!l.type().numeric() || !r.type().numeric()) {
      return Value.Bool.FALSE;
    }
    double a = l.number();
    double b = r.number();
    boolean whole = l instanceof Value.Int && r instanceof Value.Int;
    if (whole && b == 0 && Set.of(Operator.DIVIDE, Operator.MODULO).contains(op)) {
      return Value.Nil.NIL;
    }
    double v =
        switch (op) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case MODULO -> a % b;
          default -> Math.pow(a, b);
        };
    return whole ? new Value.Int((long) v) : new Value.Real(v);
  }

  private Value field(FieldName name, int i, int[] context) {
    Sent s = spans.get(i);
    Span span = s.span();
    if (name instanceof Attribute a) {
      return switch (a.scope()) {
        case SPAN -> attribute(span.getAttributesList(), a.name());
        case RESOURCE -> resource(s, a.name());
        case INSTRUMENTATION -> attribute(s.scope().getAttributesList(), a.name());
        case EVENT ->
            context[0] < 0
                ? Value.Nil.NIL
                : attribute(span.getEvents(context[0]).getAttributesList(), a.name());
        case LINK ->
            context[1] < 0
                ? Value.Nil.NIL
                : attribute(span.getLinks(context[1]).getAttributesList(), a.name());
        case NONE -> {
          Value own = attribute(span.getAttributesList(), a.name());
          yield own.isNil() ? resource(s, a.name()) : own;
        }
      };
    }
    return intrinsic((Intrinsic) name, i, context);
  }

  private static Value resource(Sent s, String name) {
    Value v = attribute(s.resource().getAttributesList(), name);
    return v.isNil() && name.equals("service.name") ? new Value.Text("") : v;
  }

  private Value intrinsic(Intrinsic what, int i, int[] context) {
    Sent s = spans.get(i);
    Span span = s.span();
    List<Sent> roots =
        IntStream.range(0, spans.size()).filter(this::root).mapToObj(spans::get).toList();
    return switch (what) {
      case DURATION -> new Value.Duration(span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
      case NAME -> new Value.Text(span.getName());
      case STATUS -> new Value.Status(span.getStatus().getCodeValue());
      case STATUS_MESSAGE -> new Value.Text(span.getStatus().getMessage());
      case KIND -> new Value.Kind(span.getKindValue());
      case CHILD_COUNT -> new Value.Int(roots.isEmpty() ? 0 : children(i).count());
      case NESTED_SET_LEFT -> new Value.Int(nested.get(i)[0]);
      case NESTED_SET_RIGHT -> new Value.Int(nested.get(i)[1]);
      case NESTED_SET_PARENT -> new Value.Int(nested.get(i)[2]);
      case ROOT_NAME -> new Value.Text(roots.isEmpty() ? "" : roots.getLast().span().getName());
      case ROOT_SERVICE_NAME ->
          roots.isEmpty() ? new Value.Text("") : resource(roots.getLast(), "service.name");
      case TRACE_DURATION -> {
        long first = spans.stream().mapToLong(x -> x.span().getStartTimeUnixNano()).min().orElse(0);
        long last = spans.stream().mapToLong(x -> x.span().getEndTimeUnixNano()).max().orElse(0);
        yield new Value.Duration(last - first);
      }
      case EVENT_NAME ->
          context[0] < 0 ? Value.Nil.NIL : new Value.Text(span.getEvents(context[0]).getName());
      case EVENT_TIME ->
          context[0] < 0
              ? Value.Nil.NIL
              : new Value.Duration(
                  span.getEvents(context[0]).getTimeUnixNano() - span.getStartTimeUnixNano());
      case LINK_TRACE_ID ->
          context[1] < 0
              ? Value.Nil.NIL
              : hex(span.getLinks(context[1]).getTraceId().toByteArray(), 0);
      case LINK_SPAN_ID ->
          context[1] < 0
              ? Value.Nil.NIL
              : hex(span.getLinks(context[1]).getSpanId().toByteArray(), 16);
      case INSTRUMENTATION_NAME -> new Value.Text(s.scope().getName());
      case INSTRUMENTATION_VERSION -> new Value.Text(s.scope().getVersion());
      case SPAN_ID -> hex(span.getSpanId().toByteArray(), 16);
      case PARENT_ID -> hex(span.getParentSpanId().toByteArray(), 16);
      case TRACE_ID -> hex(span.getTraceId().toByteArray(), 0);
      case SPAN_START, TRACE_START, PARENT -> throw new IllegalArgumentException("not asked here");
    };
  }

  private static Value hex(byte[] id, int digits) {
    String text = HexFormat.of().formatHex(id).replaceFirst("^0+", "");
    return new Value.Text("0".repeat(Math.max(0, digits - text.length())) + text);
  }

  private static Value attribute(List<KeyValue> attributes, String key) {
    for (KeyValue kv : attributes) {
      if (kv.getKey().equals(key)) {
        return value(kv.getValue());
      }
    }
    return Value.Nil.NIL;
  }

  private static Value value(AnyValue v) {
    return switch (v.getValueCase()) {
      case STRING_VALUE -> new Value.Text(v.getStringValue());
      case INT_VALUE -> new Value.Int(v.getIntValue());
      case DOUBLE_VALUE -> new Value.Real(v.getDoubleValue());
      case BOOL_VALUE -> Value.of(v.getBoolValue());
      case ARRAY_VALUE -> {
        List<Value> all =
            v.getArrayValue().getValuesList().stream().map(NaiveEngine::value).toList();
        boolean alike = all.stream().map(Value::type).distinct().count() == 1;
        yield !alike ? Value.Nil.NIL : all.size() == 1 ? all.getFirst() : new Value.Many(all);
      }
      default -> Value.Nil.NIL;
    };
  }
}
