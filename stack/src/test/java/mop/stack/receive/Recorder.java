package mop.stack.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mop.stack.otlp.Signal;

/** A receiver that keeps what it gets and answers as it is told, once each; then it accepts. */
final class Recorder implements Receiver {
  /** What came. */
  @SuppressWarnings("ArrayRecordComponent")
  record Got(Signal signal, byte[] request) {}

  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final BlockingQueue<Receipt> answers = new LinkedBlockingQueue<>();

  Recorder answering(Receipt... receipts) {
    answers.addAll(List.of(receipts));
    return this;
  }

  @Override
  public Receipt receive(Signal signal, byte[] request, int offset, int length) {
    got.add(new Got(signal, Arrays.copyOfRange(request, offset, offset + length)));
    Receipt next = answers.poll();
    return next == null ? Receipt.accepted() : next;
  }

  /** Waits for the next request. */
  Got next() throws InterruptedException {
    Got next = got.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no request within 20 s");
    }
    return next;
  }

  /** All that came and was not taken yet. */
  List<Got> rest() {
    List<Got> all = new ArrayList<>();
    got.drainTo(all);
    return all;
  }
}
