package mop.stack.traceql;

/** What a query can ask of a span. */
public sealed interface FieldName permits Intrinsic, Attribute {
  /** The type of its values; {@link ValueType#ATTRIBUTE} when only the span tells. */
  ValueType type();

  /** As a query writes it. */
  String print();

  /** As search results name it: an attribute without its scope. */
  String key();
}
