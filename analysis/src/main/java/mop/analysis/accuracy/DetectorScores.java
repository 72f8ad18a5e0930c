package mop.analysis.accuracy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the detector made of one data set of one block, before any threshold: enough to set the
 * threshold over all blocks of a treatment and to tell what it finds. Small and serialisable.
 *
 * @param judgedMinutes minutes with enough history to be judged
 * @param faultFreeMinutes minutes, all operations together, that the fault-free cells are worth
 * @param unwatched operations without a fault-free minute, which cannot be watched
 * @param faultFree the minutes in which any operation is fault-free and scores above the usual
 * @param faults for each judged fault the minutes in which an alarm counts for it, in order
 */
public record DetectorScores(
    int judgedMinutes,
    double faultFreeMinutes,
    int unwatched,
    List<FaultFreeMinute> faultFree,
    List<List<FaultMinute>> faults) {

  /** Up to here a score is as usual, whatever the threshold. */
  static final float USUAL = 1;

  /**
   * A minute, seen through the operations that are fault-free in it.
   *
   * @param minute index from the start of the block
   * @param scores the highest of these operations, signal by signal
   * @param weights minutes that each score stands for: an operation that is rarely fault-free
   *     stands for many
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"minute", "scores", "weights"})
  public record FaultFreeMinute(int minute, SignalScores scores, SignalScores weights) {}

  /**
   * A minute in which a fault may show.
   *
   * @param delaySeconds from the start of the fault to the end of the minute
   * @param scores the highest of the operations that count for the fault
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"delaySeconds", "scores"})
  public record FaultMinute(double delaySeconds, SignalScores scores) {}

  public DetectorScores {
    faultFree = List.copyOf(faultFree);
    faults = List.copyOf(faults);
  }

  static DetectorScores of(Scores scores, Watched watched, FaultScope scope, FaultFree free) {
    int unwatched = 0;
    for (int place = 0; place < watched.count(); place++) {
      unwatched += free.calibrates(place) ? 0 : 1;
    }
    List<List<FaultMinute>> faults = new ArrayList<>();
    for (int fault = 0; fault < scope.faults().size(); fault++) {
      if (scope.judged(fault)) {
        faults.add(minutes(fault, scores, watched, scope, free));
      }
    }
    return new DetectorScores(
        free.judgedMinutes(), free.minutesWorth(), unwatched, faultFree(scores, free), faults);
  }

  private static List<FaultMinute> minutes(
      int fault, Scores scores, Watched watched, FaultScope scope, FaultFree free) {
    List<FaultMinute> minutes = new ArrayList<>();
    BitSet judged = scope.judgedMinutes(fault);
    for (int m = judged.nextSetBit(0); m >= 0; m = judged.nextSetBit(m + 1)) {
      SignalScores highest = SignalScores.each(signal -> 0);
      for (int place = 0; place < watched.count(); place++) {
        if (free.calibrates(place) && scope.credits(fault, watched.operation(place), m)) {
          highest = highest.or(scores.at(place * scores.minutes() + m));
        }
      }
      minutes.add(new FaultMinute(scope.delaySeconds(fault, m), highest));
    }
    return List.copyOf(minutes);
  }

  private static List<FaultFreeMinute> faultFree(Scores scores, FaultFree free) {
    List<FaultFreeMinute> minutes = new ArrayList<>();
    for (int m = 0; m < scores.minutes(); m++) {
      int minute = m;
      Map<Signal, Integer> highest = new EnumMap<>(Signal.class);
      for (Signal signal : Signal.values()) {
        highest.put(signal, highest(scores.of(signal), scores, free, minute));
      }
      SignalScores score =
          SignalScores.each(signal -> {
            int place = highest.getOrDefault(signal, -1);
            return place < 0 ? 0 : scores.of(signal)[place * scores.minutes() + minute];
          });
      if (Arrays.stream(Signal.values()).anyMatch(signal -> score.of(signal) > USUAL)) {
        SignalScores weights =
            SignalScores.each(signal -> {
              int place = highest.getOrDefault(signal, -1);
              return place < 0 ? 0 : (float) free.weight(place);
            });
        minutes.add(new FaultFreeMinute(minute, score, weights));
      }
    }
    return minutes;
  }

  /** The fault-free place with the highest score in the minute, or −1 when none scores. */
  private static int highest(float[] signal, Scores scores, FaultFree free, int minute) {
    int highest = -1;
    float most = 0;
    for (int place = 0; place < scores.places(); place++) {
      float score = signal[place * scores.minutes() + minute];
      if (score > most && free.at(place, minute)) {
        highest = place;
        most = score;
      }
    }
    return highest;
  }
}
