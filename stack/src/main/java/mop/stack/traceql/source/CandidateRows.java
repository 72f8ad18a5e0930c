package mop.stack.traceql.source;

import java.io.IOException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import mop.stack.traceql.Operator;
import mop.stack.traceql.Value;
import mop.stack.traceql.engine.Requirement;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.engine.ValueTest;
import mop.stack.traceql.source.ValueDecoder.Meaning;

/** Finds the rows of a row group that may matter, reading as few columns and pages as it can. */
final class CandidateRows {
  private final GroupColumns group;

  CandidateRows(GroupColumns group) {
    this.group = group;
  }

  /** Rows that lie in the range and may meet the requirement. */
  BitSet find(Requirement requirement, TimeRange range) throws IOException {
    return within(meeting(requirement, group.all()), range);
  }

  private BitSet meeting(Requirement requirement, BitSet rows) throws IOException {
    if (rows.isEmpty() || requirement.nothing()) {
      return rows;
    }
    return switch (requirement) {
      case Requirement.AllOf all -> allOf(all.parts(), rows);
      case Requirement.OneOf one -> oneOf(one.parts(), rows);
      case Requirement.Has has -> group.field(has.field()).matching(rows, has.test());
    };
  }

  /** The cheapest part first: the others are asked only of what it leaves. */
  private BitSet allOf(List<Requirement> parts, BitSet rows) throws IOException {
    BitSet left = rows;
    for (Requirement part : parts.stream().sorted(Comparator.comparingLong(this::cost)).toList()) {
      left = meeting(part, left);
    }
    return left;
  }

  private BitSet oneOf(List<Requirement> parts, BitSet rows) throws IOException {
    BitSet any = new BitSet();
    for (Requirement part : parts) {
      any.or(meeting(part, rows));
    }
    return any;
  }

  private long cost(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AllOf all -> all.parts().stream().mapToLong(this::cost).sum();
      case Requirement.OneOf one -> one.parts().stream().mapToLong(this::cost).sum();
      case Requirement.Has has -> group.field(has.field()).cost();
    };
  }

  private BitSet within(BitSet rows, TimeRange range) throws IOException {
    if (range.any() || rows.isEmpty()) {
      return rows;
    }
    BitSet begun =
        group
            .plain(Level.TRACE, "StartTimeUnixNano", Meaning.INT)
            .matching(rows, compared(Operator.LESS_EQUAL, range.end()));
    return group
        .plain(Level.TRACE, "EndTimeUnixNano", Meaning.INT)
        .matching(begun, compared(Operator.GREATER_EQUAL, range.start()));
  }

  private static ValueTest compared(Operator op, long nanos) {
    return new ValueTest.Compares(op, new Value.Int(nanos), false);
  }
}
