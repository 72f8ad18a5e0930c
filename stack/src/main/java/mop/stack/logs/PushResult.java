package mop.stack.logs;

import java.util.List;

/**
 * What became of a push. What was accepted is durable.
 *
 * @param accepted entries stored, or known already as the last of their stream
 * @param bytes of their lines and structured metadata
 */
public record PushResult(int accepted, long bytes, List<Rejection> rejections) {
  public PushResult {
    rejections = List.copyOf(rejections);
  }

  /** Entries that were not stored. */
  public int rejected() {
    return rejections.stream().mapToInt(Rejection::entries).sum();
  }

  /** Whether something was refused that may be accepted when it is sent again later. */
  public boolean retryable() {
    return rejections.stream().anyMatch(r -> r.reason().retryable());
  }
}
