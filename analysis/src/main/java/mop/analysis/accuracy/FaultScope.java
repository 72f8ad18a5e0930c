package mop.analysis.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mop.analysis.telemetry.Fault;
import mop.analysis.telemetry.TraceTable;

/**
 * When and where each fault of a block can show. A fault acts through the traces that pass through
 * the service at fault, so an operation is in its scope when such a trace of its window contains
 * the operation. What is outside every scope is fault-free and sets the detector's threshold.
 */
final class FaultScope {
  private final List<Fault> faults;
  private final int firstJudged;
  private final int minutes;
  private final MinuteGrid grid;
  private final List<BitSet> minutesOfFault = new ArrayList<>();
  private final List<BitSet> operationsOfFault = new ArrayList<>();

  FaultScope(Reference reference, List<Fault> faults, JudgeSettings settings) {
    this.faults = List.copyOf(faults);
    firstJudged = settings.minHistoryMinutes();
    grid = reference.grid();
    minutes = grid.size();
    for (Fault fault : faults) {
      BitSet window = new BitSet();
      for (int minute = 0; minute < minutes; minute++) {
        if (grid.overlap(minute, fault, settings.graceNanos()) > 0) {
          window.set(minute);
        }
      }
      minutesOfFault.add(window);
      operationsOfFault.add(new BitSet());
    }
    findOperations(reference);
  }

  private void findOperations(Reference reference) {
    TraceTable table = reference.table();
    int[] atFault = new int[faults.size()];
    for (int fault = 0; fault < atFault.length; fault++) {
      atFault[fault] = table.services().indexOf(faults.get(fault).rootCauseService());
      if (atFault[fault] < 0) {
        // A service without spans of its own can show anywhere.
        operationsOfFault.get(fault).set(0, table.operations().size());
      }
    }
    int[][] faultsAt = faultsAt();
    int[] lastSeenBy = new int[atFault.length];
    Arrays.fill(lastSeenBy, -1);
    for (int trace = 0; trace < table.traces(); trace++) {
      int first = minutes;
      int last = -1;
      for (int span = table.firstSpan(trace); span < table.firstSpan(trace + 1); span++) {
        first = Math.min(first, reference.grid().ofSpan(span));
        last = Math.max(last, reference.grid().ofSpan(span));
      }
      for (int minute = first; minute <= last; minute++) {
        for (int fault : faultsAt[minute]) {
          if (lastSeenBy[fault] != trace) {
            lastSeenBy[fault] = trace;
            addOperations(table, trace, fault, atFault[fault]);
          }
        }
      }
    }
  }

  private int[][] faultsAt() {
    int[][] at = new int[minutes][];
    for (int minute = 0; minute < minutes; minute++) {
      int[] active = new int[faults.size()];
      int count = 0;
      for (int fault = 0; fault < active.length; fault++) {
        if (minutesOfFault.get(fault).get(minute)) {
          active[count++] = fault;
        }
      }
      at[minute] = Arrays.copyOf(active, count);
    }
    return at;
  }

  private void addOperations(TraceTable table, int trace, int fault, int atFault) {
    int from = table.firstSpan(trace);
    int to = table.firstSpan(trace + 1);
    boolean touched = false;
    for (int span = from; span < to && !touched; span++) {
      touched = table.serviceOfOperation(table.operation(span)) == atFault;
    }
    for (int span = from; span < to && touched; span++) {
      operationsOfFault.get(fault).set(table.operation(span));
    }
  }

  List<Fault> faults() {
    return faults;
  }

  int minutes() {
    return minutes;
  }

  /** The first minute with enough history to be judged. */
  int firstJudged() {
    return firstJudged;
  }

  /** Minutes of the fault's window, grace included, that can be judged; may be empty. */
  BitSet judgedMinutes(int fault) {
    BitSet judged = (BitSet) minutesOfFault.get(fault).clone();
    judged.clear(0, firstJudged);
    return judged;
  }

  /** Whether any minute of the fault can be judged. */
  boolean judged(int fault) {
    return !judgedMinutes(fault).isEmpty();
  }

  /** Seconds from the start of the fault to the end of the minute. */
  double delaySeconds(int fault, int minute) {
    return (grid.endNanos(minute) - faults.get(fault).startNanos()) / 1e9;
  }

  private boolean covers(int fault, int operation, int minute) {
    return minutesOfFault.get(fault).get(minute) && operationsOfFault.get(fault).get(operation);
  }

  /**
   * Whether an alarm there and then counts for this fault: it can come from it, and no other fault
   * from which it can come takes more of the minute. A minute of grace never takes an alarm from a
   * fault that is under way.
   */
  boolean credits(int fault, int operation, int minute) {
    if (!covers(fault, operation, minute)) {
      return false;
    }
    long mine = grid.overlap(minute, faults.get(fault), 0);
    for (int other = 0; other < faults.size(); other++) {
      if (other != fault
          && covers(other, operation, minute)
          && grid.overlap(minute, faults.get(other), 0) > mine) {
        return false;
      }
    }
    return true;
  }

  /** The judged minutes in which no fault can show at the operation. */
  BitSet faultFree(int operation) {
    BitSet free = new BitSet(minutes);
    if (firstJudged < minutes) {
      free.set(firstJudged, minutes);
    }
    for (int fault = 0; fault < faults.size(); fault++) {
      if (operationsOfFault.get(fault).get(operation)) {
        free.andNot(minutesOfFault.get(fault));
      }
    }
    return free;
  }
}
