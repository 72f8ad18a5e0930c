package mop.stack.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Objects by key ({@code tenant/block/name}), as S3 has them. A {@code put} is whole or absent,
 * also after a crash. Every request is counted by kind, as the provider would bill it. Thread-safe.
 *
 * <p>A key is made of parts between slashes, none of them empty, {@code .} or {@code ..}; the first
 * is not {@code .incoming}. Whatever else is given as a key is treated as one that no object has,
 * and cannot be put. One key is never another's folder.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Stores an object whole; an object of that key is replaced.
   *
   * @param content has exactly {@code length} bytes, else nothing is stored; not closed
   * @throws IOException when it is not known to be stored: the former object, or none, or in rare
   *     cases the new one is there
   */
  void put(String key, InputStream content, long length) throws IOException;

  /** The whole object; {@link java.nio.file.NoSuchFileException} when there is none. */
  byte[] get(String key) throws IOException;

  /**
   * {@code length} bytes from {@code offset}; the object must be long enough. No bytes are no
   * request.
   */
  byte[] getRange(String key, long offset, int length) throws IOException;

  /** Keys that begin with {@code prefix}, sorted. */
  List<String> list(String prefix) throws IOException;

  /** Removes an object; does nothing when there is none. */
  void delete(String key) throws IOException;

  /** Requests and bytes since this store was opened. */
  Usage usage();

  /** Lets go of connections. */
  @Override
  default void close() {}

  /**
   * @param puts PUT, COPY, POST and multipart requests
   * @param gets GET and HEAD requests
   * @param lists LIST requests
   * @param deletes DELETE requests
   * @param bytesWritten of the objects that were stored
   * @param bytesRead of the objects and ranges that were read
   */
  record Usage(long puts, long gets, long lists, long deletes, long bytesWritten, long bytesRead) {}
}
