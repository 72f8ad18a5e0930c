package mop.stack.pipeline;

import java.io.IOException;
import mop.stack.otlp.RawTrace;
import mop.stack.sampling.Decision;

/** Takes traces with the decision on them, in order of decision. */
@FunctionalInterface
public interface TraceOutput {
  /**
   * A trace was decided, kept or dropped.
   *
   * @param trace belongs to the receiver from now on
   */
  void decided(RawTrace trace, Decision decision) throws IOException;

  /**
   * Spans of one trace came after its decision, which they follow.
   *
   * @param fragment the late spans of one request; belongs to the receiver from now on
   */
  default void late(RawTrace fragment, Decision decision) throws IOException {
    decided(fragment, decision);
  }
}
