package mop.stack.metrics.head;

import java.io.IOException;
import mop.stack.metrics.AppendOutcome;
import mop.stack.metrics.SampleBatch;
import org.jspecify.annotations.Nullable;

/** A batch that a thread waits for; guarded by the lock under which batches are appended. */
final class WaitingBatch {
  final SampleBatch batch;
  final long nowMillis;
  final AppendOutcome.Tally tally = new AppendOutcome.Tally();
  private boolean done;
  private @Nullable IOException failure;

  WaitingBatch(SampleBatch batch, long nowMillis) {
    this.batch = batch;
    this.nowMillis = nowMillis;
  }

  boolean isDone() {
    return done;
  }

  void end(@Nullable IOException reason) {
    done = true;
    failure = reason;
  }

  /**
   * What became of the batch.
   *
   * @throws IOException when the log could not be written
   */
  AppendOutcome outcome() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return tally.outcome();
  }
}
