package mop.stack.logs;

/**
 * Entries that were not stored, and why.
 *
 * @param entries how many
 * @param message as Loki words it
 */
public record Rejection(Reason reason, int entries, String message) {
  /**
   * Why entries are refused, with Loki's names for {@code loki_discarded_samples_total}. Where Loki
   * answers 429 sending again later may help.
   */
  public enum Reason {
    INVALID_LABELS("invalid_labels", false),
    MISSING_LABELS("missing_labels", false),
    MAX_LABEL_NAMES("max_label_names_per_series", false),
    LABEL_NAME_TOO_LONG("label_name_too_long", false),
    LABEL_VALUE_TOO_LONG("label_value_too_long", false),
    LINE_TOO_LONG("line_too_long", false),
    STRUCTURED_METADATA_TOO_LARGE("structured_metadata_too_large", false),
    STRUCTURED_METADATA_TOO_MANY("structured_metadata_too_many", false),
    GREATER_THAN_MAX_SAMPLE_AGE("greater_than_max_sample_age", false),
    TOO_FAR_IN_FUTURE("too_far_in_future", false),
    TOO_FAR_BEHIND("too_far_behind", false),
    STREAM_LIMIT("stream_limit", true),
    /** More in memory than the store may hold; Loki has no such limit and is killed instead. */
    MEMORY_LIMIT("memory_limit", true);

    private final String text;
    private final boolean retryable;

    Reason(String text, boolean retryable) {
      this.text = text;
      this.retryable = retryable;
    }

    public String text() {
      return text;
    }

    public boolean retryable() {
      return retryable;
    }
  }
}
