package mop.stack.http;

import java.io.IOException;

/** Answers requests; called from many threads at once, and free to block. */
@FunctionalInterface
public interface Handler {
  /**
   * @throws Refusal becomes a plain text
   * @throws IOException when the client's bytes cannot be read; there is no one to answer then
   */
  Response handle(Request request) throws Refusal, IOException;
}
