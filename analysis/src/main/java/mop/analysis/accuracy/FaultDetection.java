package mop.analysis.accuracy;

import java.util.BitSet;
import java.util.OptionalDouble;
import mop.analysis.telemetry.Fault;

/** Which faults the detector finds in one data set. */
final class FaultDetection {
  private final FaultScope scope;
  private final MinuteGrid grid;
  private final AlarmRule rule;
  private final Watched watched;

  FaultDetection(
      Watched watched,
      FaultScope scope,
      FaultFree faultFree,
      MinuteGrid grid,
      Scores scores,
      double perMinute) {
    this.scope = scope;
    this.grid = grid;
    this.watched = watched;
    rule = new AlarmRule(scores, faultFree, perMinute);
  }

  /** Seconds from the start of the fault to the end of the first minute that alarms for it. */
  OptionalDouble delaySeconds(int fault) {
    BitSet minutes = scope.judgedMinutes(fault);
    for (int m = minutes.nextSetBit(0); m >= 0; m = minutes.nextSetBit(m + 1)) {
      for (int place = 0; place < watched.count(); place++) {
        if (rule.alarms(place, m) && scope.credits(fault, watched.operation(place), m)) {
          Fault f = scope.faults().get(fault);
          return OptionalDouble.of((grid.endNanos(m) - f.startNanos()) / 1e9);
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** Counts alarms outside every fault's scope. */
  TrialAccuracy.FalseAlarms falseAlarms() {
    int alarms = 0;
    int episodes = 0;
    boolean open = false;
    for (int minute = scope.firstJudged(); minute < scope.minutes(); minute++) {
      int here = 0;
      for (int place = 0; place < watched.count(); place++) {
        here += rule.alarms(place, minute) && !covered(watched.operation(place), minute) ? 1 : 0;
      }
      alarms += here;
      episodes += here > 0 && !open ? 1 : 0;
      open = here > 0;
    }
    return new TrialAccuracy.FalseAlarms(alarms, episodes);
  }

  private boolean covered(int operation, int minute) {
    for (int fault = 0; fault < scope.faults().size(); fault++) {
      if (scope.covers(fault, operation, minute)) {
        return true;
      }
    }
    return false;
  }
}
