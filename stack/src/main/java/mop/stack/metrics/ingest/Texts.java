package mop.stack.metrics.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** Strings of a message, which must be UTF-8. */
final class Texts {
  private Texts() {}

  /** The length-delimited field whose tag was just read, as text. */
  static String next(WireReader in) throws InvalidOtlp {
    Span s = Span.next(in);
    byte[] bytes = in.buffer();
    int or = 0;
    for (int i = s.from(); i < s.to(); i++) {
      or |= bytes[i];
    }
    if (or >= 0) {
      return new String(bytes, s.from(), s.to() - s.from(), StandardCharsets.ISO_8859_1);
    }
    try {
      ByteBuffer raw = ByteBuffer.wrap(bytes, s.from(), s.to() - s.from());
      return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
    } catch (CharacterCodingException e) {
      throw in.invalid("text that is not UTF-8");
    }
  }
}
