package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.stack.traceql.Expression;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Scalar;
import mop.stack.traceql.Stage;
import mop.stack.traceql.Value;

/**
 * The values that results show of a span: those that the query names. A field that the query only
 * compares is shown when one of the comparisons is true, as Tempo fetches no other values.
 */
final class ShownFields {
  /** Have a place of their own in a result. */
  private static final Set<Intrinsic> ELSEWHERE =
      EnumSet.of(
          Intrinsic.NAME,
          Intrinsic.DURATION,
          Intrinsic.TRACE_DURATION,
          Intrinsic.ROOT_NAME,
          Intrinsic.ROOT_SERVICE_NAME,
          Intrinsic.TRACE_ID,
          Intrinsic.SPAN_ID);

  private final Map<FieldName, List<ValueTest>> tests = new LinkedHashMap<>();
  private final List<Shown> shown = new ArrayList<>();
  private final int name;

  /**
   * @param tests one of which must pass
   */
  private record Shown(
      FieldName name, int number, boolean events, boolean links, List<ValueTest> tests) {}

  ShownFields(Stage.Pipeline pipeline, FieldTable fields) {
    collect(pipeline);
    name = fields.number(Intrinsic.NAME, false);
    tests.forEach((field, t) -> {
      if (!(field instanceof Intrinsic i && ELSEWHERE.contains(i))) {
        shown.add(
            new Shown(
                field,
                fields.number(field, false),
                ExpressionCompiler.about(field, Intrinsic.Level.EVENT),
                ExpressionCompiler.about(field, Intrinsic.Level.LINK),
                t));
      }
    });
  }

  /** The span's name, when the query names it. */
  Optional<String> name(TraceView trace, int span) throws IOException {
    Value v = trace.value(name, span, -1, -1);
    boolean passes =
        tests.getOrDefault(Intrinsic.NAME, List.of()).stream().anyMatch(t -> t.passes(v));
    return passes ? Optional.of(v.text()) : Optional.empty();
  }

  private void collect(Stage stage) {
    switch (stage) {
      case Stage.Pipeline p -> p.stages().forEach(this::collect);
      case Stage.Filter f -> collect(f.condition());
      case Stage.Relation r -> {
        collect(r.left());
        collect(r.right());
      }
      case Stage.ScalarFilter s -> {
        if (s.left() instanceof Scalar.Aggregate a) {
          collect(a.of());
        }
      }
      case Stage.GroupBy g -> collect(g.by());
      case Stage.Coalesce _ -> {}
      case Stage.Select s -> s.fields().forEach(this::collect);
    }
  }

  private void collect(Expression e) {
    switch (e) {
      case Expression.Literal _ -> {}
      case Expression.Field f -> add(f, new ValueTest.Exists());
      case Expression.Unary u -> collect(u.operand());
      case Expression.Binary b -> {
        Optional<ValueTest.FieldTest> test = ValueTest.of(b);
        test.ifPresent(t -> add(t.field(), t.test()));
        if (test.isEmpty()) {
          collect(b.left());
          collect(b.right());
        }
      }
    }
  }

  private void add(Expression.Field f, ValueTest test) {
    tests.computeIfAbsent(f.name(), _ -> new ArrayList<>()).add(test);
  }

  /**
   * @param scoped whether attributes are named with their scope
   */
  List<NamedValue> of(TraceView trace, int span, boolean scoped) throws IOException {
    List<NamedValue> values = new ArrayList<>();
    for (Shown s : shown) {
      Value v = value(s, trace, span);
      if (!v.isNil()) {
        values.add(new NamedValue(scoped ? s.name.print() : s.name.key(), v));
      }
    }
    return values;
  }

  /** Of several events or links the last that passes, as Tempo shows them. */
  private static Value value(Shown s, TraceView trace, int span) throws IOException {
    int count = s.events ? trace.events(span) : s.links ? trace.links(span) : 1;
    Value last = Value.Nil.NIL;
    for (int i = 0; i < count; i++) {
      Value v = trace.value(s.number, span, s.events ? i : -1, s.links ? i : -1);
      if (s.tests.stream().anyMatch(t -> t.passes(v))) {
        last = v;
      }
    }
    return last;
  }
}
