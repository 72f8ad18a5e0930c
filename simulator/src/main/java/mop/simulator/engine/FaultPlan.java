package mop.simulator.engine;

import java.util.List;
import java.util.Optional;
import mop.analysis.telemetry.Fault;

/** The faults of a block in order of time; none overlaps another. */
record FaultPlan(List<PlannedFault> faults) {

  /** The fault that is under way at an instant. */
  Optional<PlannedFault> at(long nanos) {
    int low = 0;
    int high = faults.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (faults.get(middle).truth().endNanos() <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < faults.size() && faults.get(low).truth().startNanos() <= nanos
        ? Optional.of(faults.get(low))
        : Optional.empty();
  }

  /** The ground truth. */
  List<Fault> truth() {
    return faults.stream().map(PlannedFault::truth).toList();
  }
}
