package mop.simulator.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import mop.simulator.wire.Piece;
import mop.simulator.wire.SpanTemplate;

/** All spans of one name, kind and service: a template for each outcome. */
final class SpanShape {
  /** Index of the scope of SERVER, CONSUMER and INTERNAL spans. */
  static final int INBOUND = 0;

  /** Index of the scope of CLIENT and PRODUCER spans. */
  static final int OUTBOUND = 1;

  /** Scopes of a pod. */
  static final int SCOPES = 2;

  private final int scope;
  private final Map<Outcome, SpanTemplate> templates = new EnumMap<>(Outcome.class);

  SpanShape(int scope, Function<Outcome, Piece> span) {
    this.scope = scope;
    for (Outcome outcome : Outcome.values()) {
      templates.put(outcome, new SpanTemplate(span.apply(outcome)));
    }
  }

  int scope() {
    return scope;
  }

  SpanTemplate template(Outcome outcome) {
    SpanTemplate template = templates.get(outcome);
    if (template == null) {
      throw new IllegalStateException("no template for " + outcome);
    }
    return template;
  }
}
