package mop.analysis.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import mop.analysis.detect.LabelledSeries.Window;
import mop.analysis.inference.Interval;
import mop.analysis.inference.Wilson;

/**
 * How well scores find labelled events when a stated share of the other steps may alarm. An event
 * is found when any step of its window alarms, and counts once, however many do; the other steps of
 * the window gain nothing by it (no point adjustment). Alarms no more than {@link #GAP} steps apart
 * are one episode; an episode is right when it touches a window.
 *
 * @param windows events that are judged
 * @param found events that were found
 * @param episodes of alarms
 * @param right episodes that touch a judged window
 * @param freeSteps steps outside of all windows
 * @param falseSteps of those, how many alarm
 * @param delays of the found events: from the start of the window to the first alarm, as a share of
 *     its length
 */
public record EventQuality(
    int windows,
    int found,
    int episodes,
    int right,
    long freeSteps,
    long falseSteps,
    List<Double> delays) {
  /** Steps between two alarms of one episode. */
  public static final int GAP = 5;

  private static final double LEVEL = 0.95;

  public EventQuality {
    delays = List.copyOf(delays);
  }

  /** Of nothing. */
  public static EventQuality none() {
    return new EventQuality(0, 0, 0, 0, 0, 0, List.of());
  }

  /**
   * Judges the scores of one series.
   *
   * @param rate share of the steps outside of windows that may alarm
   */
  public static EventQuality of(LabelledSeries labelled, double[] scores, double rate) {
    BitSet free = labelled.free();
    int from = labelled.series().trained();
    BitSet alarms = AlarmThreshold.alarms(scores, from, AlarmThreshold.of(scores, free, rate));
    List<Window> judged = labelled.judged();
    List<Double> delays = new ArrayList<>();
    for (Window window : judged) {
      int first = alarms.nextSetBit(window.from());
      if (first >= 0 && first < window.to()) {
        delays.add((first - window.from()) / (double) window.length());
      }
    }
    List<Window> episodes = episodes(alarms);
    int right = (int) episodes.stream().filter(episode -> touches(episode, judged)).count();
    int unjudged =
        (int)
            episodes.stream()
                .filter(episode -> !touches(episode, judged))
                .filter(episode -> touches(episode, labelled.windows()))
                .count();
    BitSet falseSteps = (BitSet) free.clone();
    falseSteps.and(alarms);
    return new EventQuality(
        judged.size(),
        delays.size(),
        episodes.size() - unjudged,
        right,
        free.cardinality(),
        falseSteps.cardinality(),
        delays);
  }

  private static List<Window> episodes(BitSet alarms) {
    List<Window> episodes = new ArrayList<>();
    int begin = alarms.nextSetBit(0);
    while (begin >= 0) {
      int last = begin;
      int next = alarms.nextSetBit(last + 1);
      while (next >= 0 && next - last <= GAP) {
        last = next;
        next = alarms.nextSetBit(last + 1);
      }
      episodes.add(new Window(begin, last + 1));
      begin = next;
    }
    return episodes;
  }

  private static boolean touches(Window episode, List<Window> windows) {
    return windows.stream()
        .anyMatch(window -> episode.from() < window.to() && window.from() < episode.to());
  }

  /** Both together. */
  public EventQuality plus(EventQuality other) {
    List<Double> both = new ArrayList<>(delays);
    both.addAll(other.delays);
    return new EventQuality(
        windows + other.windows,
        found + other.found,
        episodes + other.episodes,
        right + other.right,
        freeSteps + other.freeSteps,
        falseSteps + other.falseSteps,
        both);
  }

  /** Share of events that were found. */
  public double recall() {
    return windows == 0 ? 0 : found / (double) windows;
  }

  /** Wilson's interval of the recall, as if events were independent. */
  public Interval recallInterval() {
    return Wilson.interval(found, windows, LEVEL);
  }

  /** Share of alarm episodes that are right; 0 where there is none. */
  public double precision() {
    return episodes == 0 ? 0 : right / (double) episodes;
  }

  /** Harmonic mean of recall and precision. */
  public double f1() {
    double sum = recall() + precision();
    return sum == 0 ? 0 : 2 * recall() * precision() / sum;
  }

  /** Share of the steps outside of windows that alarm. */
  public double falseAlarmRate() {
    return freeSteps == 0 ? 0 : falseSteps / (double) freeSteps;
  }

  /** Median delay of the found events, as a share of their windows. */
  public OptionalDouble medianDelay() {
    return delays.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            AlarmThreshold.median(delays.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
