package mop.stack.promql;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.promql.syntax.Expr.Binary;
import mop.stack.promql.syntax.QueryError;
import mop.stack.promql.syntax.VectorMatching;
import mop.stack.promql.syntax.VectorMatching.Cardinality;

/** Arithmetic and comparisons between the matching series of two vectors. */
final class VectorOperation {
  private static final String NOT_EXPLICIT =
      "multiple matches for labels: many-to-one matching must be explicit"
          + " (group_left/group_right)";
  private static final String NOT_UNIQUE =
      "multiple matches for labels: grouping labels must ensure unique matches";

  private final Evaluator evaluator;
  private final Binary operation;
  private final VectorMatching matching;
  private final Signatures signatures;
  private final boolean oneIsLeft;

  VectorOperation(Evaluator evaluator, Binary operation) {
    this.evaluator = evaluator;
    this.operation = operation;
    this.matching = Objects.requireNonNull(operation.matching());
    this.signatures = new Signatures(matching);
    this.oneIsLeft = matching.cardinality() == Cardinality.ONE_TO_MANY;
  }

  List<Column> evaluate(Steps steps) throws IOException {
    List<Column> left = evaluator.vector(operation.left(), steps);
    List<Column> right = evaluator.vector(operation.right(), steps);
    List<Column> many = oneIsLeft ? right : left;
    Map<Labels, List<Column>> ones = signatures.group(oneIsLeft ? left : right);
    for (List<Column> group : ones.values()) {
      checkSingle(group, many);
    }
    Assembler result = new Assembler(evaluator.context());
    Map<Labels, BitSet> matched = new HashMap<>();
    for (Column m : many) {
      Labels signature = signatures.of(m.labels());
      for (Column one : ones.getOrDefault(signature, List.of())) {
        add(m, one, signature, matched, result);
      }
    }
    evaluator.context().release(left);
    evaluator.context().release(right);
    return result.columns();
  }

  private void add(
      Column many, Column one, Labels signature, Map<Labels, BitSet> matched, Assembler result) {
    double[] left = oneIsLeft ? one.values() : many.values();
    double[] right = oneIsLeft ? many.values() : one.values();
    double[] values = Operators.vectors(operation.op(), left, right, operation.bool());
    if (!matching.grouped()) {
      checkOnce(values, matched.computeIfAbsent(signature, key -> new BitSet()));
    }
    Labels labels = resultLabels(many.labels(), one.labels());
    result.add(labels, values, matching.grouped() ? NOT_UNIQUE : Assembler.SAME_LABELS);
  }

  private static void checkOnce(double[] values, BitSet matched) {
    for (int i = 0; i < values.length; i++) {
      if (!Column.isNone(values[i])) {
        if (matched.get(i)) {
          throw QueryError.execution(NOT_EXPLICIT);
        }
        matched.set(i);
      }
    }
  }

  /** At each step only one series of the one side may have a value, if the other has any. */
  private void checkSingle(List<Column> group, List<Column> many) {
    if (group.size() == 1) {
      return;
    }
    Column[] owners = new Column[group.getFirst().values().length];
    for (Column c : group) {
      for (int i = 0; i < owners.length; i++) {
        if (Column.isNone(c.values()[i])) {
          continue;
        }
        if (owners[i] != null && isPresent(many, i)) {
          throw duplicate(c.labels(), owners[i].labels());
        }
        owners[i] = c;
      }
    }
  }

  private static boolean isPresent(List<Column> columns, int step) {
    return columns.stream().anyMatch(c -> !Column.isNone(c.values()[step]));
  }

  private QueryError duplicate(Labels one, Labels other) {
    return QueryError.execution(
        "found duplicate series for the match group "
            + signatures.of(one)
            + " on the "
            + (oneIsLeft ? "left" : "right")
            + " hand-side of the operation: ["
            + one
            + ", "
            + other
            + "];many-to-many matching not allowed: matching labels must be unique on one side");
  }

  private Labels resultLabels(Labels many, Labels one) {
    Set<String> named = Set.copyOf(matching.labels());
    boolean grouped = matching.grouped();
    boolean dropsName = evaluator.dropsName(operation);
    Dialect dialect = evaluator.context().dialect();
    Labels kept =
        many.keep(name ->
            !(dropsName && dialect.isMetadata(name))
                && (grouped || named.contains(name) == matching.on()));
    if (matching.include().isEmpty()) {
      return kept;
    }
    Labels.Builder labels = kept.toBuilder();
    matching.include().forEach(name -> labels.set(name, one.get(name)));
    return operation.bool() ? evaluator.withoutName(labels.build()) : labels.build();
  }
}
