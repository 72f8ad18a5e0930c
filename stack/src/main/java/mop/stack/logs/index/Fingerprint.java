package mop.stack.logs.index;

import java.nio.charset.StandardCharsets;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.XxHash64;

/** The number under which a stream's chunks are stored. */
public final class Fingerprint {
  private static final int SEPARATOR = 0xff;

  private Fingerprint() {}

  /** xxHash of names and values, each followed by the byte 255, without {@code __name__}. */
  public static long of(Labels labels) {
    ByteWriter text = new ByteWriter();
    labels.forEach((name, value) -> {
      if (!name.equals(Labels.METRIC_NAME)) {
        text.put(name.getBytes(StandardCharsets.UTF_8));
        text.u8(SEPARATOR);
        text.put(value.getBytes(StandardCharsets.UTF_8));
        text.u8(SEPARATOR);
      }
    });
    return XxHash64.hash(text.array(), text.size());
  }
}
