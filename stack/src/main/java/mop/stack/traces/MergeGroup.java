package mop.stack.traces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.stack.parquet.RowPlan;

/** The rows of the next row group of a merged block: from which input each comes. */
final class MergeGroup {
  private final long maxBytes;
  private int[] source = new int[256];
  private int[] row = new int[256];
  private int size;
  private double bytes;
  private double combinedBytes;

  /** Rows that hold parts of traces; the parts of a trace side by side. */
  RowPlan parts = new RowPlan();

  /** How many parts each of those traces has. */
  final List<Integer> partCounts = new ArrayList<>();

  /** Where in the group they come. */
  private final List<Integer> combinedAt = new ArrayList<>();

  long lastHigh;
  long lastLow;

  /** Hears of each trace id in order, once. */
  interface IdConsumer {
    void accept(long idHigh, long idLow);
  }

  /**
   * @param maxBytes of a row group by Tempo's measure; parts of traces that occur in several blocks
   *     may come to three times as much
   */
  MergeGroup(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes rows from the inputs until the row group is full or they have ended. */
  void fill(List<MergeInput> inputs, IdConsumer ids) throws IOException {
    size = 0;
    bytes = 0;
    combinedBytes = 0;
    parts = new RowPlan();
    partCounts.clear();
    combinedAt.clear();
    for (int first = lowest(inputs); first >= 0; first = lowest(inputs)) {
      double more = inputs.get(first).rowBytes();
      if (size > 0 && (bytes + more > maxBytes || combinedBytes > 3.0 * maxBytes)) {
        return;
      }
      bytes += more;
      take(inputs, first);
      ids.accept(lastHigh, lastLow);
    }
  }

  private static int lowest(List<MergeInput> inputs) {
    int found = -1;
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).ended() && (found < 0 || inputs.get(i).compareId(inputs.get(found)) < 0)) {
        found = i;
      }
    }
    return found;
  }

  private void take(List<MergeInput> inputs, int first) throws IOException {
    MergeInput in = inputs.get(first);
    lastHigh = in.idHigh;
    lastLow = in.idLow;
    int firstRow = in.row;
    in.next();
    int count = 1;
    for (int i = first; i < inputs.size(); i++) {
      MergeInput other = inputs.get(i);
      for (; other.hasId(lastHigh, lastLow); other.next()) {
        if (count == 1) {
          parts.add(first, firstRow);
          combinedBytes += in.rowBytes();
        }
        parts.add(i, other.row);
        combinedBytes += other.rowBytes();
        count++;
      }
    }
    if (count > 1) {
      partCounts.add(count);
      combinedAt.add(size);
    }
    add(first, firstRow);
  }

  private void add(int input, int itsRow) {
    if (size == source.length) {
      source = Arrays.copyOf(source, size * 2);
      row = Arrays.copyOf(row, size * 2);
    }
    source[size] = input;
    row[size++] = itsRow;
  }

  int size() {
    return size;
  }

  /** The trace of parts with that number comes from another file than the inputs. */
  void combined(int number, int file, int itsRow) {
    source[combinedAt.get(number)] = file;
    row[combinedAt.get(number)] = itsRow;
  }

  RowPlan plan() {
    RowPlan plan = new RowPlan();
    for (int i = 0; i < size; i++) {
      plan.add(source[i], row[i]);
    }
    return plan;
  }
}
