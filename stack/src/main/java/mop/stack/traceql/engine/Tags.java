package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import mop.analysis.input.InvalidInput;
import mop.stack.traceql.Attribute;
import mop.stack.traceql.Expression;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.Position;
import mop.stack.traceql.Query;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Stage;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TraceSource.ReadRequest;

/** What can be asked for, as Tempo's {@code /api/v2/search/tags} and {@code …/tag/…/values}. */
public final class Tags {
  private static final List<Scope> SCOPES =
      List.of(Scope.RESOURCE, Scope.SPAN, Scope.EVENT, Scope.LINK, Scope.INSTRUMENTATION);

  private Tags() {}

  /** Scopes whose attributes are told: the one named, or all. */
  public static List<Scope> scopes(Scope asked) {
    return asked == Scope.NONE ? SCOPES : List.of(asked);
  }

  /**
   * Keys of attributes by scope, sorted.
   *
   * @param limit keys of a scope at most; 0 for all
   */
  public static Map<Scope, SortedSet<String>> names(
      List<Scope> scopes, List<TagSource> sources, int limit) throws IOException {
    Map<Scope, SortedSet<String>> all = new EnumMap<>(Scope.class);
    for (Scope scope : scopes) {
      SortedSet<String> names = new TreeSet<>();
      for (TagSource source : sources) {
        source.names(
            scope,
            name -> {
              if (limit == 0 || names.size() < limit) {
                names.add(name);
              }
              return limit == 0 || names.size() < limit;
            });
      }
      all.put(scope, names);
    }
    return all;
  }

  /**
   * Values of a field, by type and text.
   *
   * @param filter of which spans; of all without
   * @param limit values at most; 0 for all
   */
  public static List<Value> values(
      FieldName field, Optional<Query> filter, List<TagSource> sources, int limit)
      throws IOException {
    if (field == Intrinsic.STATUS) {
      return List.of(new Value.Status(1), new Value.Status(2), new Value.Status(0));
    }
    if (field == Intrinsic.KIND) {
      return List.of(3, 2, 4, 5, 1, 0).stream().<Value>map(Value.Kind::new).toList();
    }
    if (field == Intrinsic.DURATION || field == Intrinsic.TRACE_DURATION) {
      return List.of();
    }
    Set<Value> found = new LinkedHashSet<>();
    TagSource.ValueSink sink =
        v -> {
          found.add(v);
          return limit == 0 || found.size() < limit;
        };
    for (TagSource source : sources) {
      if (limit > 0 && found.size() >= limit) {
        break;
      }
      if (filter.isPresent()) {
        filtered(field, filter.get(), source, sink);
      } else {
        for (FieldName f : scoped(field)) {
          source.values(f, sink);
        }
      }
    }
    List<Value> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Value::type).thenComparing(Operations::order));
    return limit == 0 ? sorted : sorted.subList(0, Math.min(limit, sorted.size()));
  }

  private static List<FieldName> scoped(FieldName field) {
    return field instanceof Attribute(Scope scope, boolean _, String name) && scope == Scope.NONE
        ? List.of(
            new Attribute(Scope.SPAN, false, name), new Attribute(Scope.RESOURCE, false, name))
        : List.of(field);
  }

  private static void filtered(
      FieldName field, Query filter, TraceSource source, TagSource.ValueSink sink)
      throws IOException {
    if (!(filter.body() instanceof Stage.Pipeline stages)) {
      throw new InvalidInput(
          "query: it makes series; expected one that finds spans. Leave out what follows the |.");
    }
    FieldTable fields = new FieldTable();
    SpansetPipeline pipeline = new SpansetPipeline(stages, fields);
    SpanQuestion question =
        new ExpressionCompiler(fields)
            .question(new Expression.Field(new Position(1, 1), field), false);
    source.read(
        new ReadRequest(fields, Requirements.of(stages), TimeRange.ANY),
        trace -> {
          boolean more = true;
          for (Spanset set : pipeline.evaluate(trace)) {
            for (int span : set.spans()) {
              more = more && tell(question.first(trace, span), sink);
            }
          }
          return more;
        });
  }

  /** Gives a value to a sink, of an array each element; false when it wants no more. */
  public static boolean tell(Value v, TagSource.ValueSink sink) {
    return switch (v) {
      case Value.Nil _ -> true;
      case Value.Many m -> m.values().stream().allMatch(sink::accept);
      case Value.Int _, Value.Real _, Value.Text _, Value.Bool _ -> sink.accept(v);
      case Value.Duration _, Value.Status _, Value.Kind _ -> sink.accept(v);
    };
  }
}
