package mop.analysis.detect;

import java.util.BitSet;
import java.util.List;

/**
 * A series with the windows in which something is known to be wrong.
 *
 * @param windows in time, apart from each other; those that begin in the training part are not
 *     judged
 */
public record LabelledSeries(String name, Series series, List<Window> windows) {

  /**
   * A stretch of steps.
   *
   * @param from first step
   * @param to the step after the last
   */
  public record Window(int from, int to) {
    public Window {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("a window from " + from + " to " + to);
      }
    }

    int length() {
      return to - from;
    }
  }

  public LabelledSeries {
    windows = List.copyOf(windows);
  }

  /** The windows that are judged. */
  List<Window> judged() {
    return windows.stream().filter(window -> window.from() >= series.trained()).toList();
  }

  /** The judged steps outside of every window. */
  BitSet free() {
    BitSet free = new BitSet(series.size());
    free.set(series.trained(), series.size());
    windows.forEach(window -> free.clear(window.from(), Math.min(window.to(), series.size())));
    return free;
  }
}
