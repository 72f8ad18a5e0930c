package mop.stack.sampling;

import mop.stack.otlp.RawTrace;

/** The {@code latency} policy: whole milliseconds from the earliest start to the latest end. */
final class LatencyBallot {
  private LatencyBallot() {}

  static boolean matches(Policy.Latency policy, RawTrace trace) {
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (int i = 0; i < trace.size(); i++) {
      start = Math.min(start, trace.startNanos(i));
      end = Math.max(end, trace.endNanos(i));
      long millis = (end - start) / 1_000_000;
      boolean matches =
          policy.upperThresholdMs() == 0
              ? millis >= policy.thresholdMs()
              : millis > policy.thresholdMs() && millis <= policy.upperThresholdMs();
      if (matches) {
        return true;
      }
    }
    return false;
  }
}
