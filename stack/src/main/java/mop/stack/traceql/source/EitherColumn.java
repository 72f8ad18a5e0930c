package mop.stack.traceql.source;

import java.io.IOException;
import java.util.BitSet;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.ValueTest;

/**
 * An attribute with a column of its own, whose values of another type are among the generic ones.
 */
final class EitherColumn extends FieldColumn {
  private final FieldColumn own;
  private final FieldColumn generic;

  EitherColumn(FieldColumn own, FieldColumn generic) {
    super(own.level());
    this.own = own;
    this.generic = generic;
  }

  @Override
  void begin(BitSet needed, boolean ahead) {
    own.begin(needed, ahead);
    generic.begin(needed, ahead);
  }

  /** An empty text may stand for nothing: a resource's service name always has a value. */
  @Override
  Value get(int row, int slot) throws IOException {
    Value v = own.get(row, slot);
    if (!v.isNil() && !(v instanceof Value.Text(String text) && text.isEmpty())) {
      return v;
    }
    Value other = generic.get(row, slot);
    return other.isNil() ? v : other;
  }

  @Override
  void load(int row) {
    throw new IllegalStateException("values lie in the two columns");
  }

  @Override
  boolean values(BitSet rows, TagSource.ValueSink sink) throws IOException {
    return own.values(rows, sink) && generic.values(rows, sink);
  }

  @Override
  long cost() {
    return own.cost() + generic.cost();
  }

  @Override
  BitSet matching(BitSet rows, ValueTest test) throws IOException {
    BitSet both = (BitSet) own.matching(rows, test).clone();
    both.or(generic.matching(rows, test));
    return both;
  }
}
