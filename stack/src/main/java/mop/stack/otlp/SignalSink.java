package mop.stack.otlp;

import java.io.IOException;

/** Takes serialized OTLP export requests of all signals, those of each in order of arrival. */
@FunctionalInterface
public interface SignalSink {
  /**
   * @param arrivalNanos event time at which the request arrives, Unix nanoseconds; never decreasing
   *     within a signal
   * @param buffer holds the message; valid only during the call
   */
  void accept(Signal signal, long arrivalNanos, byte[] buffer, int offset, int length)
      throws IOException;
}
