package mop.stack.traceql.engine;

import java.io.IOException;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Scope;
import mop.stack.traceql.Value;

/** A place with traces that can tell their attributes without looking at every trace. */
public interface TagSource extends TraceSource {
  /** Tells the keys of a scope's attributes, perhaps more than once. */
  void names(Scope scope, NameSink sink) throws IOException;

  /**
   * Tells the values of a field, perhaps more than once; of an array each element.
   *
   * @param field not an attribute without scope
   */
  void values(FieldName field, ValueSink sink) throws IOException;

  /** Takes keys; false when it wants no more. */
  @FunctionalInterface
  interface NameSink {
    boolean accept(String key);
  }

  /** Takes values; false when it wants no more. */
  @FunctionalInterface
  interface ValueSink {
    boolean accept(Value value);
  }
}
