package mop.stack.receive;

import java.time.Duration;
import mop.analysis.input.InvalidInput;

/**
 * What is taken from one client at one time.
 *
 * @param maxRequestBytes of a request, decompressed; at most 1 GiB. Tempo's {@code
 *     grpc_server_max_recv_msg_size} is 16 MiB, the Collector's {@code max_recv_msg_size_mib} is 4
 *     and its HTTP {@code max_request_body_size} 20 MiB
 * @param arrival how long a gRPC request may take to arrive; that of HTTP is the listener's
 * @param retryAfter when a client that was refused for lack of room should try again
 */
public record ReceiveLimits(int maxRequestBytes, Duration arrival, Duration retryAfter) {
  private static final int MOST = 1 << 30;

  public static final ReceiveLimits DEFAULT =
      new ReceiveLimits(20 << 20, Duration.ofSeconds(30), Duration.ofSeconds(1));

  public ReceiveLimits {
    if (maxRequestBytes <= 0 || maxRequestBytes > MOST) {
      throw new InvalidInput(
          "request limit", maxRequestBytes + " bytes", "1 to " + MOST, "Set another value.");
    }
  }
}
