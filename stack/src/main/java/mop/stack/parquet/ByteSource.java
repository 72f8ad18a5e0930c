package mop.stack.parquet;

import java.io.IOException;

/** Random access to the bytes of a file. */
@FunctionalInterface
public interface ByteSource {
  /** Exactly {@code length} bytes from {@code offset}. */
  byte[] read(long offset, int length) throws IOException;
}
