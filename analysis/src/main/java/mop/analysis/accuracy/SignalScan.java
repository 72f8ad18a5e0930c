package mop.analysis.accuracy;

import java.util.Arrays;
import mop.analysis.telemetry.AdjustedCounts;

/**
 * Goes through every operation's minutes in order and scores each against what came before, on five
 * {@link Signal}s. A minute sees earlier minutes only, as an alerting rule would.
 */
final class SignalScan {
  /**
   * Effective calls that the history of a caller is worth when a minute's own count is smoothed.
   */
  private static final double EXPOSURE_PRIOR = 10;

  private final Reference reference;
  private final Watched watched;
  private final int history;
  private final int[] edgesByCaller;
  private final int[] firstEdge;

  /** Scores counts, minute by minute. */
  interface CountScore {
    /** Forgets all. */
    void clear();

    /**
     * How far the next minute, which then joins the history, is from what was expected: standard
     * deviations, or nearly.
     *
     * @param count Σw of the events
     * @param square Σw² of the events
     * @param exposure what the count is expected to be proportional to: covered time, or the calls
     *     that could have been events; 0 when nothing could happen
     */
    double nextCount(double count, double square, double exposure);
  }

  /** Scores means, minute by minute; minutes without observations are not passed at all. */
  interface LevelScore {
    /** Forgets all. */
    void clear();

    /**
     * As of {@link CountScore#nextCount}.
     *
     * @param mean weighted mean
     * @param variance weighted variance within the minute
     * @param number effective number of observations, at least 1
     */
    double nextLevel(double mean, double variance, double number);
  }

  SignalScan(Reference reference, Watched watched, int history) {
    this.reference = reference;
    this.watched = watched;
    this.history = history;
    CallTrees trees = reference.trees();
    int operations = reference.table().operations().size();
    firstEdge = new int[operations + 1];
    for (int edge = 0; edge < trees.edges(); edge++) {
      firstEdge[trees.callerOperation(edge) + 1]++;
    }
    for (int operation = 0; operation < operations; operation++) {
      firstEdge[operation + 1] += firstEdge[operation];
    }
    edgesByCaller = new int[trees.edges()];
    int[] next = Arrays.copyOf(firstEdge, operations);
    for (int edge = 0; edge < trees.edges(); edge++) {
      edgesByCaller[next[trees.callerOperation(edge)]++] = edge;
    }
  }

  /**
   * The score of each operation in each minute, by signal.
   *
   * @param series scores the counts; used for one series after the other
   * @param levels scores the mean log durations; likewise
   */
  Scores scores(AdjustedCounts counts, CountScore series, LevelScore levels) {
    int minutes = reference.grid().size();
    Scores scores = new Scores(watched.count(), minutes);
    OperationMinutes seen = new OperationMinutes(reference, counts);
    EventCounts calls = new EventCounts(counts, minutes);
    double[] covered = new double[minutes];
    for (int minute = 0; minute < minutes; minute++) {
      covered[minute] = reference.grid().covered(minute);
    }
    for (int place = 0; place < watched.count(); place++) {
      int operation = watched.operation(place);
      seen.load(operation);
      if (sum(seen.requests.sum) > 0) {
        count(scores, Signal.REQUESTS, place, series, seen.requests, covered);
        double[] exposure = smoothed(seen.requests);
        events(scores, Signal.ERRORS, place, series, seen.errors, exposure);
        events(scores, Signal.SLOW, place, series, seen.slow, exposure);
        level(scores, place, levels, seen);
      }
      if (firstEdge[operation] < firstEdge[operation + 1]) {
        double[] exposure = smoothed(seen.spans);
        for (int e = firstEdge[operation]; e < firstEdge[operation + 1]; e++) {
          load(calls, edgesByCaller[e], counts);
          events(scores, Signal.CALLS, place, series, calls, exposure);
        }
      }
    }
    return scores;
  }

  private static void events(
      Scores scores,
      Signal signal,
      int place,
      CountScore series,
      EventCounts events,
      double[] exposure) {
    count(scores, signal, place, series, events.all(), exposure);
    if (events.differ()) {
      count(scores, signal, place, series, events.likely(), exposure);
    }
  }

  private static void count(
      Scores scores,
      Signal signal,
      int place,
      CountScore series,
      ClusteredCount events,
      double[] exposure) {
    series.clear();
    for (int minute = 0; minute < exposure.length; minute++) {
      double z = series.nextCount(events.sum[minute], events.square[minute], exposure[minute]);
      scores.raise(signal, place, minute, signal.alarm(z));
    }
  }

  private static void level(Scores scores, int place, LevelScore series, OperationMinutes seen) {
    series.clear();
    for (int minute = 0; minute < seen.logSum.length; minute++) {
      double weight = seen.requests.sum[minute];
      if (weight > 0) {
        double mean = seen.logSum[minute] / weight;
        double variance = Math.max(0, seen.logSquare[minute] / weight - mean * mean);
        double number = Math.max(1, weight * weight / seen.requests.square[minute]);
        double z = series.nextLevel(mean, variance, number);
        scores.raise(Signal.LATENCY, place, minute, Signal.LATENCY.alarm(z));
      }
    }
  }

  private void load(EventCounts calls, int edge, AdjustedCounts counts) {
    calls.clear();
    Grouping all = reference.calls();
    for (int cell = all.firstCell(edge); cell < all.firstCell(edge + 1); cell++) {
      for (int i = all.first(cell); i < all.first(cell + 1); i++) {
        int trace = reference.trees().traceOf(all.span(i));
        if (counts.ofTrace(trace) > 0) {
          calls.add(all.minute(cell), trace);
        }
      }
    }
  }

  /**
   * The count of each minute drawn towards its trailing mean, the more so the fewer effective
   * observations it rests on: one kept trace of weight 20 says little of how many there were.
   */
  private double[] smoothed(ClusteredCount events) {
    double[] smooth = new double[events.sum.length];
    double sum = 0;
    double square = 0;
    for (int minute = 0; minute < smooth.length; minute++) {
      double here = events.sum[minute];
      int behind = Math.min(minute, history);
      if (sum < 0.5 || behind == 0) {
        smooth[minute] = here;
      } else {
        double mean = sum / behind;
        double unit = (square + events.square[minute]) / (sum + here);
        smooth[minute] = mean * (EXPOSURE_PRIOR + here / unit) / (EXPOSURE_PRIOR + mean / unit);
      }
      sum += here;
      square += events.square[minute];
      if (minute >= history) {
        sum = Math.max(0, sum - events.sum[minute - history]);
        square = Math.max(0, square - events.square[minute - history]);
      }
    }
    return smooth;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
