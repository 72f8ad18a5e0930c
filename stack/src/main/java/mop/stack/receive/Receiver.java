package mop.stack.receive;

import mop.stack.otlp.Signal;

/**
 * Takes OTLP export requests from the transports and has them stored. Called from many threads at
 * once; may block, which holds back the client that waits for its receipt and no other.
 */
@FunctionalInterface
public interface Receiver {
  /**
   * @param signal one of traces, metrics and logs
   * @param request holds a serialized export request of that signal, not checked yet; valid during
   *     the call only
   * @return what became of it, once it is as durable as the store promises
   */
  Receipt receive(Signal signal, byte[] request, int offset, int length);
}
