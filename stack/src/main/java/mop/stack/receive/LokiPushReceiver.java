package mop.stack.receive;

/**
 * Takes requests of Loki's push API from the transport and has them stored. Called from many
 * threads at once; may block.
 */
@FunctionalInterface
public interface LokiPushReceiver {
  /** How a request is written. */
  enum Format {
    /** {@code logproto.PushRequest}, decompressed. */
    PROTOBUF,
    /** {@code {"streams": [{"stream": {…}, "values": [[nanos, line], …]}]}}. */
    JSON
  }

  /**
   * @param request not checked yet; valid during the call only
   */
  Receipt push(Format format, byte[] request, int offset, int length);
}
