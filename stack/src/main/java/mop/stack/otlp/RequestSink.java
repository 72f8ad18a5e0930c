package mop.stack.otlp;

import java.io.IOException;

/** Takes serialized OTLP {@code ExportTraceServiceRequest} messages in order of arrival. */
@FunctionalInterface
public interface RequestSink {
  /**
   * @param arrivalNanos event time at which the request arrives, Unix nanoseconds; never decreasing
   * @param buffer holds the message; valid only during the call
   */
  void accept(long arrivalNanos, byte[] buffer, int offset, int length) throws IOException;
}
