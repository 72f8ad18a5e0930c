package mop.stack.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Objects by key ({@code tenant/block/name}), as S3 has them. A {@code put} is whole or absent,
 * also after a crash. Every request is counted by kind, as the provider would bill it. Thread-safe.
 */
public interface ObjectStore {
  /** Stores an object whole; an object of that key is replaced. */
  void put(String key, InputStream content, long length) throws IOException;

  /** The whole object; {@link java.nio.file.NoSuchFileException} when there is none. */
  byte[] get(String key) throws IOException;

  /** {@code length} bytes from {@code offset}; the object must be long enough. */
  byte[] getRange(String key, long offset, int length) throws IOException;

  /** Keys that begin with {@code prefix}, sorted. */
  List<String> list(String prefix) throws IOException;

  void delete(String key) throws IOException;

  /** Requests and bytes since this store was opened. */
  Usage usage();

  /**
   * @param puts PUT, COPY, POST and multipart requests
   * @param gets GET and HEAD requests
   * @param lists LIST requests
   * @param deletes DELETE requests
   */
  record Usage(long puts, long gets, long lists, long deletes, long bytesWritten, long bytesRead) {}
}
