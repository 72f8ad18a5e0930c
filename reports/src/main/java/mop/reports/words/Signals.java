package mop.reports.words;

/** Names of signals for people. */
public final class Signals {

  private Signals() {}

  /** {@code requestRate} as {@code request rate}; names without a better one stay as they are. */
  public static String label(String signal) {
    return switch (signal) {
      case "requestRate" -> "request rate";
      case "errorRate" -> "error rate";
      case "p50", "p95", "p99" -> signal + " latency";
      default -> signal;
    };
  }
}
