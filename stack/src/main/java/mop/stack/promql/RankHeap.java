package mop.stack.promql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The best of the series that were offered, the worst of them on top; NaN is worse than all. Among
 * equals those stay that stay in Prometheus, whose heap is Go's {@code container/heap}.
 */
final class RankHeap {
  private final boolean least;
  private final List<Integer> series = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  RankHeap(boolean least) {
    this.least = least;
  }

  void offer(int candidate, double value, int most) {
    if (series.size() < most) {
      series.add(candidate);
      values.add(value);
      up(series.size() - 1);
      return;
    }
    double worst = values.getFirst();
    boolean better = least ? worst > value : worst < value;
    if (better || (Double.isNaN(worst) && !Double.isNaN(value))) {
      series.set(0, candidate);
      values.set(0, value);
      down();
    }
  }

  private boolean isWorse(int i, int j) {
    double a = values.get(i);
    double b = values.get(j);
    return Double.isNaN(a) || (least ? a > b : a < b);
  }

  private void up(int from) {
    int j = from;
    while (j > 0 && isWorse(j, (j - 1) / 2)) {
      swap(j, (j - 1) / 2);
      j = (j - 1) / 2;
    }
  }

  private void down() {
    int i = 0;
    while (2 * i + 1 < series.size()) {
      int child = 2 * i + 1;
      if (child + 1 < series.size() && isWorse(child + 1, child)) {
        child++;
      }
      if (!isWorse(child, i)) {
        return;
      }
      swap(i, child);
      i = child;
    }
  }

  private void swap(int i, int j) {
    Collections.swap(series, i, j);
    Collections.swap(values, i, j);
  }

  /** Best first; the sort is by insertion as Go's is up to twelve, so that equals keep order. */
  List<Integer> ranked() {
    for (int i = 1; i < series.size(); i++) {
      for (int j = i; j > 0 && isWorse(j - 1, j); j--) {
        swap(j, j - 1);
      }
    }
    return series;
  }
}
