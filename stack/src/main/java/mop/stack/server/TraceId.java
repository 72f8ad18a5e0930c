package mop.stack.server;

import mop.stack.http.Refusal;

/** A trace id of a path: up to 32 hex digits, those that are missing in front are zeros. */
record TraceId(long high, long low) {
  /**
   * @throws Refusal 400 with Tempo's words ({@code pkg/util/traceid.go})
   */
  static TraceId parse(String text) throws Refusal {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F')) {
        throw new Refusal(
            400,
            "trace IDs can only contain hex characters: invalid character '"
                + c
                + "' at position "
                + (i + 1));
      }
    }
    if (text.length() > 32) {
      throw new Refusal(400, "trace IDs can't be larger than 128 bits");
    }
    String padded = "0".repeat(32 - text.length()) + text;
    return new TraceId(
        Long.parseUnsignedLong(padded.substring(0, 16), 16),
        Long.parseUnsignedLong(padded.substring(16), 16));
  }
}
