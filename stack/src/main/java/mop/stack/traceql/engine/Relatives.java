package mop.stack.traceql.engine;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mop.stack.traceql.Intrinsic;
import mop.stack.traceql.SpansetOperator;
import mop.stack.traceql.SpansetOperator.Relative;
import mop.stack.traceql.Value;

/**
 * Finds the spans that stand in a relation to others, by the nested-set numbers under which traces
 * are stored. Spans without numbers (their trace has no root, or ids come too often) are nobody's
 * relatives.
 */
final class Relatives {
  private final int left;
  private final int right;
  private final int parent;

  Relatives(FieldTable fields) {
    left = fields.number(Intrinsic.NESTED_SET_LEFT, true);
    right = fields.number(Intrinsic.NESTED_SET_RIGHT, true);
    parent = fields.number(Intrinsic.NESTED_SET_PARENT, true);
  }

  int[] find(SpansetOperator op, TraceView trace, int[] lhs, int[] rhs) throws IOException {
    return switch (op.kind()) {
      case PLAIN -> keep(rhs, related(op.relative(), trace, lhs, rhs), true);
      case NEGATED -> keep(rhs, related(op.relative(), trace, lhs, rhs), false);
      case UNION -> {
        BitSet both = related(op.relative(), trace, lhs, rhs);
        both.or(related(inverse(op.relative()), trace, rhs, lhs));
        yield both.stream().toArray();
      }
    };
  }

  private static int[] keep(int[] spans, BitSet related, boolean wanted) {
    return IntStream.of(spans).filter(s -> related.get(s) == wanted).toArray();
  }

  private static Relative inverse(Relative r) {
    return switch (r) {
      case CHILD -> Relative.PARENT;
      case PARENT -> Relative.CHILD;
      case DESCENDANT -> Relative.ANCESTOR;
      case ANCESTOR -> Relative.DESCENDANT;
      case SIBLING, NONE -> r;
    };
  }

  /** Spans of {@code rhs} that are such a relative of one of {@code lhs}. */
  private BitSet related(Relative r, TraceView trace, int[] lhs, int[] rhs) throws IOException {
    return switch (r) {
      case CHILD -> sharing(trace, lhs, left, rhs, parent);
      case PARENT -> sharing(trace, lhs, parent, rhs, left);
      case SIBLING -> siblings(trace, lhs, rhs);
      case DESCENDANT -> descendants(trace, lhs, rhs);
      case ANCESTOR -> ancestors(trace, lhs, rhs);
      case NONE -> throw new IllegalArgumentException("no relation");
    };
  }

  private static int number(TraceView trace, int field, int span) throws IOException {
    return trace.value(field, span, -1, -1) instanceof Value.Int(long v) ? (int) v : 0;
  }

  private static BitSet sharing(TraceView trace, int[] lhs, int itsField, int[] rhs, int field)
      throws IOException {
    Set<Integer> numbers = new HashSet<>();
    for (int l : lhs) {
      numbers.add(number(trace, itsField, l));
    }
    numbers.remove(0);
    BitSet found = new BitSet();
    for (int r : rhs) {
      found.set(r, numbers.contains(number(trace, field, r)));
    }
    return found;
  }

  private BitSet siblings(TraceView trace, int[] lhs, int[] rhs) throws IOException {
    Map<Integer, Integer> byParent = new HashMap<>();
    BitSet isLeft = new BitSet();
    for (int l : lhs) {
      byParent.merge(number(trace, parent, l), 1, Integer::sum);
      isLeft.set(l);
    }
    BitSet found = new BitSet();
    for (int r : rhs) {
      int p = number(trace, parent, r);
      int others = byParent.getOrDefault(p, 0) - (isLeft.get(r) ? 1 : 0);
      found.set(r, p != 0 && others > 0);
    }
    return found;
  }

  /** Intervals never overlap in part, so the widest that begins before a span tells. */
  private BitSet descendants(TraceView trace, int[] lhs, int[] rhs) throws IOException {
    long[] intervals = intervals(trace, lhs);
    int[] widest = new int[intervals.length + 1];
    for (int i = 0; i < intervals.length; i++) {
      widest[i + 1] = Math.max(widest[i], (int) intervals[i]);
    }
    BitSet found = new BitSet();
    for (int r : rhs) {
      int l = number(trace, left, r);
      int end = number(trace, right, r);
      int before = firstFrom(intervals, l);
      found.set(r, l != 0 && end != 0 && widest[before] > end);
    }
    return found;
  }

  /** The first interval that begins inside of a span lies in it. */
  private BitSet ancestors(TraceView trace, int[] lhs, int[] rhs) throws IOException {
    long[] intervals = intervals(trace, lhs);
    BitSet found = new BitSet();
    for (int r : rhs) {
      int l = number(trace, left, r);
      int end = number(trace, right, r);
      int inside = firstFrom(intervals, l + 1);
      found.set(
          r, l != 0 && end != 0 && inside < intervals.length && (int) intervals[inside] < end);
    }
    return found;
  }

  /** Left and right number in the halves of a long, in order; those without numbers left out. */
  private long[] intervals(TraceView trace, int[] spans) throws IOException {
    long[] intervals = new long[spans.length];
    int n = 0;
    for (int s : spans) {
      long l = number(trace, left, s);
      long r = number(trace, right, s);
      if (l != 0 && r != 0) {
        intervals[n++] = l << 32 | r;
      }
    }
    Arrays.sort(intervals, 0, n);
    return Arrays.copyOf(intervals, n);
  }

  private static int firstFrom(long[] intervals, int leftNumber) {
    int at = Arrays.binarySearch(intervals, (long) leftNumber << 32);
    return at < 0 ? -at - 1 : at;
  }
}
