package mop.stack.traceql.engine;

import java.util.List;
import mop.stack.traceql.FieldName;

/**
 * What a trace must have somewhere for a query to find anything in it. Weaker than the query: a
 * trace that meets it need not be an answer.
 */
public sealed interface Requirement {
  record AllOf(List<Requirement> parts) implements Requirement {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  record OneOf(List<Requirement> parts) implements Requirement {
    public OneOf {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Some span, event, link, resource or scope, or the trace itself, has such a value; of an array
   * some element.
   */
  record Has(FieldName field, ValueTest test) implements Requirement {}

  /** What every trace meets. */
  static Requirement none() {
    return new AllOf(List.of());
  }

  /** Whether every trace meets it. */
  default boolean nothing() {
    return switch (this) {
      case AllOf a -> a.parts.stream().allMatch(Requirement::nothing);
      case OneOf o -> o.parts.stream().anyMatch(Requirement::nothing);
      case Has _ -> false;
    };
  }
}
