package mop.stack.traceql;

import java.util.Optional;

/** Operators between spansets. The right side's spans are the answer, unless it is a union. */
public enum SpansetOperator {
  AND("&&", Relative.NONE, Kind.PLAIN),
  OR("||", Relative.NONE, Kind.PLAIN),
  CHILD(">", Relative.CHILD, Kind.PLAIN),
  PARENT("<", Relative.PARENT, Kind.PLAIN),
  DESCENDANT(">>", Relative.DESCENDANT, Kind.PLAIN),
  ANCESTOR("<<", Relative.ANCESTOR, Kind.PLAIN),
  SIBLING("~", Relative.SIBLING, Kind.PLAIN),
  NOT_CHILD("!>", Relative.CHILD, Kind.NEGATED),
  NOT_PARENT("!<", Relative.PARENT, Kind.NEGATED),
  NOT_DESCENDANT("!>>", Relative.DESCENDANT, Kind.NEGATED),
  NOT_ANCESTOR("!<<", Relative.ANCESTOR, Kind.NEGATED),
  NOT_SIBLING("!~", Relative.SIBLING, Kind.NEGATED),
  UNION_CHILD("&>", Relative.CHILD, Kind.UNION),
  UNION_PARENT("&<", Relative.PARENT, Kind.UNION),
  UNION_DESCENDANT("&>>", Relative.DESCENDANT, Kind.UNION),
  UNION_ANCESTOR("&<<", Relative.ANCESTOR, Kind.UNION),
  UNION_SIBLING("&~", Relative.SIBLING, Kind.UNION);

  /** What a span of the right side is to one of the left side. */
  public enum Relative {
    NONE,
    CHILD,
    PARENT,
    DESCENDANT,
    ANCESTOR,
    SIBLING
  }

  /** Which spans are the answer. */
  public enum Kind {
    /** Those of the right side that have such a relative on the left. */
    PLAIN,
    /** Those of the right side that have none. */
    NEGATED,
    /** Those of both sides that have one on the other. */
    UNION
  }

  private final String symbol;
  private final Relative relative;
  private final Kind kind;

  SpansetOperator(String symbol, Relative relative, Kind kind) {
    this.symbol = symbol;
    this.relative = relative;
    this.kind = kind;
  }

  static Optional<SpansetOperator> of(String symbol) {
    for (SpansetOperator op : values()) {
      if (op.symbol.equals(symbol)) {
        return Optional.of(op);
      }
    }
    return Optional.empty();
  }

  public String symbol() {
    return symbol;
  }

  public Relative relative() {
    return relative;
  }

  public Kind kind() {
    return kind;
  }

  int precedence() {
    return this == AND || this == OR ? 2 : 3;
  }
}
