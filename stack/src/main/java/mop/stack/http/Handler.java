package mop.stack.http;

import java.io.IOException;

/** Answers requests; called from many threads at once, and free to block. */
@FunctionalInterface
public interface Handler {
  /**
   * @throws Refusal becomes a plain text
   * @throws IOException when the client's bytes, or what is stored, cannot be read: 500 with the
   *     reason
   */
  Response handle(Request request) throws Refusal, IOException;
}
