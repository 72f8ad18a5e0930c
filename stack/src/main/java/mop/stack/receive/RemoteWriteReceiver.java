package mop.stack.receive;

/**
 * Takes remote write requests from the transport and has them stored. Called from many threads at
 * once; may block.
 */
@FunctionalInterface
public interface RemoteWriteReceiver {
  /** The message that a request is. */
  enum Version {
    /** {@code prometheus.WriteRequest} of remote write 1.0. */
    V1,
    /** {@code io.prometheus.write.v2.Request} of remote write 2.0. */
    V2
  }

  /**
   * What became of a request. A receipt that refuses may still stand beside samples that were
   * written, as the protocol allows for a part that is out of order.
   *
   * @param samples float samples written
   * @param histograms native histograms written
   * @param exemplars written
   */
  record Written(Receipt receipt, long samples, long histograms, long exemplars) {}

  /**
   * @param request holds a serialized message of that version, decompressed, not checked yet; valid
   *     during the call only
   */
  Written write(Version version, byte[] request, int offset, int length);
}
