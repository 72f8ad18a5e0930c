package mop.stack.traceql;

import java.util.List;
import java.util.Optional;
import mop.stack.traceql.Term.Aggregated;
import mop.stack.traceql.Term.OfPipeline;
import mop.stack.traceql.Term.Series;
import mop.stack.traceql.Term.Spans;

/** Puts two terms together by an operator, where the grammar of Tempo lets them. */
final class Terms {
  private Terms() {}

  static Term combine(Token op, Term left, Term right) {
    if (left instanceof Spans l && right instanceof Spans r) {
      Optional<SpansetOperator> relation = SpansetOperator.of(op.text());
      if (relation.isPresent() && spanset(l.stage()) && spanset(r.stage())) {
        return new Spans(l.at(), new Stage.Relation(op.at(), relation.get(), l.stage(), r.stage()));
      }
    }
    Optional<Operator> operator = FieldParser.operator(op);
    if (operator.isPresent()) {
      Operator o = operator.get();
      if (o.arithmetic()) {
        return arithmetic(op, o, left, right);
      }
      if (o.equality() || o.ordering()) {
        return comparison(op, o, left, right);
      }
    }
    throw misfit(op);
  }

  /** Whether a step can stand beside an operator; others can as a pipeline in parentheses. */
  static boolean spanset(Stage stage) {
    return switch (stage) {
      case Stage.Filter _, Stage.Relation _, Stage.Pipeline _ -> true;
      case Stage.ScalarFilter _, Stage.GroupBy _, Stage.Coalesce _, Stage.Select _ -> false;
    };
  }

  private static RuntimeException misfit(Token op) {
    return op.at()
        .refuse(
            "\"" + op.text() + "\" does not go between these two",
            "spansets, or numbers, or metrics in parentheses on both sides",
            "Correct the query there.");
  }

  private static Term arithmetic(Token op, Operator o, Term left, Term right) {
    boolean basic = o != Operator.MODULO && o != Operator.POWER;
    if (left instanceof Term.Constant l && right instanceof Term.Constant r && basic) {
      return new Term.Constant(l.at(), Constants.fold(op.at(), o, l.value(), r.value()), false);
    }
    if (left instanceof Series || right instanceof Series) {
      return basic ? series(op, o, left, right) : refuse(op);
    }
    if (left instanceof OfPipeline l && right instanceof OfPipeline r) {
      return new OfPipeline(l.at(), new Scalar.Arithmetic(op.at(), o, l.scalar(), r.scalar()));
    }
    if (left instanceof Aggregated || right instanceof Aggregated) {
      return new Aggregated(
          left.at(), new Scalar.Arithmetic(op.at(), o, scalar(op, left), scalar(op, right)));
    }
    throw misfit(op);
  }

  private static Term refuse(Token op) {
    throw misfit(op);
  }

  private static Term series(Token op, Operator o, Term left, Term right) {
    return switch (left) {
      case Series l when right instanceof Series r ->
          new Series(l.at(), new Metrics.Computed(op.at(), o, l.metrics(), r.metrics(), List.of()));
      case Series l when right instanceof Term.Constant r ->
          new Series(l.at(), l.metrics().with(computation(op, o, r, false)));
      case Term.Constant l when right instanceof Series r ->
          new Series(l.at(), r.metrics().with(computation(op, o, l, true)));
      case Spans _, Term.Constant _, Aggregated _, OfPipeline _, Series _ -> throw misfit(op);
    };
  }

  private static SecondStage computation(Token op, Operator o, Term.Constant n, boolean left) {
    if (n.value() instanceof Value.Duration) {
      throw n.at()
          .refuse("a duration in arithmetic on metrics", "a number", "Write it in seconds.");
    }
    return new SecondStage.Computation(op.at(), o, n.value().number(), left);
  }

  private static Term comparison(Token op, Operator o, Term left, Term right) {
    if (left instanceof Series l && right instanceof Term.Constant r) {
      return new Series(l.at(), l.metrics().with(comparison(op.at(), o, r.value())));
    }
    if (left instanceof OfPipeline l) {
      boolean plain = right instanceof Term.Constant n && n.plain();
      if (!plain && !(right instanceof OfPipeline)) {
        throw misfit(op);
      }
      return new Spans(l.at(), new Stage.ScalarFilter(op.at(), o, l.scalar(), scalar(op, right)));
    }
    if (left instanceof Aggregated || right instanceof Aggregated) {
      return new Spans(
          left.at(), new Stage.ScalarFilter(op.at(), o, scalar(op, left), scalar(op, right)));
    }
    throw misfit(op);
  }

  static SecondStage comparison(Position at, Operator o, Value value) {
    double v = value.number();
    return new SecondStage.Comparison(at, o, value instanceof Value.Duration ? v / 1e9 : v);
  }

  private static Scalar scalar(Token op, Term term) {
    return switch (term) {
      case Term.Constant n -> new Scalar.Constant(n.at(), n.value());
      case Aggregated a -> a.scalar();
      case OfPipeline p -> p.scalar();
      case Spans _, Series _ -> throw misfit(op);
    };
  }
}
