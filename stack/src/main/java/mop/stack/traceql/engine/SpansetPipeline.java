package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mop.analysis.input.InvalidInput;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Printer;
import mop.stack.traceql.Scalar;
import mop.stack.traceql.SpansetOperator;
import mop.stack.traceql.Stage;
import mop.stack.traceql.Value;

/** The steps of a pipeline, ready to be taken on traces; after Tempo's {@code ast_execute.go}. */
final class SpansetPipeline {
  private final FieldTable fields;
  private final ExpressionCompiler compiler;
  private final Step steps;

  /** Takes spansets of a trace and gives others. */
  @FunctionalInterface
  private interface Step {
    List<Spanset> apply(TraceView trace, List<Spanset> in) throws IOException;
  }

  /** What is done to a single spanset. */
  @FunctionalInterface
  private interface Single {
    void apply(TraceView trace, Spanset in, List<Spanset> out) throws IOException;
  }

  /**
   * @param fields gets the fields that the steps need
   */
  SpansetPipeline(Stage.Pipeline pipeline, FieldTable fields) {
    this.fields = fields;
    this.compiler = new ExpressionCompiler(fields);
    this.steps = step(pipeline);
  }

  /** The spansets found in a trace; none when it is no answer. */
  List<Spanset> evaluate(TraceView trace) throws IOException {
    return steps.apply(trace, List.of(Spanset.all(trace.size()))).stream()
        .filter(s -> s.spans().length > 0)
        .toList();
  }

  private Step step(Stage stage) {
    return switch (stage) {
      case Stage.Pipeline p -> inOrder(p.stages().stream().map(this::step).toList());
      case Stage.Filter f -> each(filter(f));
      case Stage.Relation r -> each(relation(r));
      case Stage.ScalarFilter s -> each(scalarFilter(s));
      case Stage.GroupBy g -> each(group(g));
      case Stage.Coalesce _ -> SpansetPipeline::coalesce;
      case Stage.Select _ -> (_, in) -> in;
    };
  }

  private static Step inOrder(List<Step> all) {
    return (trace, in) -> {
      List<Spanset> current = in;
      for (Step s : all) {
        current = s.apply(trace, current);
        if (current.isEmpty()) {
          return current;
        }
      }
      return current;
    };
  }

  private static Step each(Single single) {
    return (trace, in) -> {
      List<Spanset> out = new ArrayList<>();
      for (Spanset s : in) {
        single.apply(trace, s, out);
      }
      return out;
    };
  }

  private Single filter(Stage.Filter f) {
    SpanQuestion question = compiler.question(f.condition(), true);
    return (trace, in, out) -> {
      int[] kept = new int[in.spans().length];
      int n = 0;
      for (int s : in.spans()) {
        if (question.holds(trace, s)) {
          kept[n++] = s;
        }
      }
      add(in, java.util.Arrays.copyOf(kept, n), out);
    };
  }

  private static void add(Spanset in, int[] spans, List<Spanset> out) {
    if (spans.length > 0) {
      out.add(spans.length == in.spans().length ? in : in.with(spans));
    }
  }

  private Single relation(Stage.Relation r) {
    Step left = step(r.left());
    Step right = step(r.right());
    if (r.op().relative() == SpansetOperator.Relative.NONE) {
      boolean either = r.op() == SpansetOperator.OR;
      return (trace, in, out) -> {
        List<Spanset> lhs = left.apply(trace, List.of(in));
        List<Spanset> rhs = right.apply(trace, List.of(in));
        if (either || (!lhs.isEmpty() && !rhs.isEmpty())) {
          int[] all = union(lhs, rhs);
          if (all.length > 0) {
            out.add(in.with(all));
          }
        }
      };
    }
    Relatives relatives = new Relatives(fields);
    return (trace, in, out) -> {
      List<Spanset> rhs = right.apply(trace, List.of(in));
      if (!rhs.isEmpty()) {
        int[] l = single(r, left.apply(trace, List.of(in)));
        int[] found = relatives.find(r.op(), trace, l, single(r, rhs));
        if (found.length > 0) {
          out.add(in.with(found));
        }
      }
    };
  }

  private static int[] single(Stage.Relation r, List<Spanset> sets) {
    if (sets.size() > 1) {
      throw new InvalidInput(
          r.at()
              + ": "
              + r.op().symbol()
              + " between several spansets of one trace; expected one on each side."
              + " Put | coalesce() behind by().");
    }
    return sets.isEmpty() ? new int[0] : sets.getFirst().spans();
  }

  /** The spans of the smaller side first, as Tempo puts them. */
  private static int[] union(List<Spanset> lhs, List<Spanset> rhs) {
    int[] l = all(lhs);
    int[] r = all(rhs);
    int[] first = l.length < r.length ? l : r;
    int[] second = l.length < r.length ? r : l;
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).distinct().toArray();
  }

  private static int[] all(List<Spanset> sets) {
    return sets.stream().flatMapToInt(s -> IntStream.of(s.spans())).toArray();
  }

  private Single scalarFilter(Stage.ScalarFilter f) {
    if (!(f.right() instanceof Scalar.Constant constant)) {
      throw new IllegalArgumentException("a query that was not checked");
    }
    Operator op = f.op();
    String name = Printer.scalar(f.left());
    Measure measure = measure(f.left());
    return (trace, in, out) -> {
      Value v = measure.of(trace, in.spans());
      if (!v.isNil() && Operations.apply(op, v, constant.value()).holds()) {
        out.add(in.with(name, v));
      }
    };
  }

  /** A number about spans. */
  @FunctionalInterface
  private interface Measure {
    Value of(TraceView trace, int[] spans) throws IOException;
  }

  private Measure measure(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Count _ -> (_, spans) -> new Value.Int(spans.length);
      case Scalar.Aggregate a -> {
        SpanQuestion of = compiler.question(a.of(), true);
        yield (trace, spans) -> Aggregates.of(a.function(), of, trace, spans);
      }
      case Scalar.Constant _, Scalar.Arithmetic _, Scalar.OfPipeline _ ->
          throw new IllegalArgumentException("a query that was not checked");
    };
  }

  private Single group(Stage.GroupBy g) {
    SpanQuestion by = compiler.question(g.by(), true);
    String name = Printer.stage(g);
    return (trace, in, out) -> {
      Map<Value, List<Integer>> groups = new LinkedHashMap<>();
      for (int s : in.spans()) {
        groups.computeIfAbsent(by.first(trace, s), _ -> new ArrayList<>()).add(s);
      }
      groups.forEach((value, spans) -> {
        int[] those = spans.stream().mapToInt(Integer::intValue).toArray();
        out.add(in.with(those).with(name, value));
      });
    };
  }

  private static List<Spanset> coalesce(TraceView trace, List<Spanset> in) {
    return List.of(new Spanset(all(in), List.of()));
  }
}
