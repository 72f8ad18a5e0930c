package mop.stack.promql;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.BinaryOp;
import mop.stack.promql.syntax.Expr.Binary;

/** {@code and}, {@code or} and {@code unless} between vectors. */
final class SetOperation {
  private static final BitSet NEVER = new BitSet(0);

  private final Evaluator evaluator;
  private final Binary operation;
  private final Signatures signatures;

  SetOperation(Evaluator evaluator, Binary operation) {
    this.evaluator = evaluator;
    this.operation = operation;
    this.signatures = new Signatures(Objects.requireNonNull(operation.matching()));
  }

  List<Column> evaluate(Steps steps) throws IOException {
    List<Column> left = evaluator.vector(operation.left(), steps);
    List<Column> right = evaluator.vector(operation.right(), steps);
    Assembler result = new Assembler(evaluator.context());
    if (operation.op() == BinaryOp.OR) {
      Map<Labels, BitSet> present = presence(left);
      left.forEach(c -> result.add(c.labels(), c.values()));
      right.forEach(c -> result.add(c.labels(), filtered(c, present, false)));
    } else {
      Map<Labels, BitSet> present = presence(right);
      boolean and = operation.op() == BinaryOp.AND;
      left.forEach(c -> result.add(c.labels(), filtered(c, present, and)));
    }
    evaluator.context().release(left);
    evaluator.context().release(right);
    return result.columns();
  }

  /** For each signature the steps at which a series has a value. */
  private Map<Labels, BitSet> presence(List<Column> columns) {
    Map<Labels, BitSet> present = new HashMap<>();
    for (Column c : columns) {
      BitSet steps =
          present.computeIfAbsent(signatures.of(c.labels()), key -> new BitSet(c.values().length));
      for (int i = 0; i < c.values().length; i++) {
        if (!Column.isNone(c.values()[i])) {
          steps.set(i);
        }
      }
    }
    return present;
  }

  /** The values at steps at which the other side has, or has not, a matching series. */
  private double[] filtered(Column c, Map<Labels, BitSet> other, boolean keepPresent) {
    BitSet present = other.getOrDefault(signatures.of(c.labels()), NEVER);
    double[] values = c.values();
    for (int i = 0; i < values.length; i++) {
      if (present.get(i) != keepPresent) {
        values[i] = Column.NONE;
      }
    }
    return values;
  }
}
