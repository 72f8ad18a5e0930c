package mop.stack.store;

import java.util.concurrent.atomic.LongAdder;

/** Counts requests by kind and the bytes they carry, as S3 bills them. */
final class RequestCounter {
  /** Kinds of requests that have a price of their own. */
  enum Kind {
    PUT,
    GET,
    LIST,
    DELETE
  }

  private final LongAdder puts = new LongAdder();
  private final LongAdder gets = new LongAdder();
  private final LongAdder lists = new LongAdder();
  private final LongAdder deletes = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();

  void add(Kind kind, long requests) {
    switch (kind) {
      case PUT -> puts.add(requests);
      case GET -> gets.add(requests);
      case LIST -> lists.add(requests);
      case DELETE -> deletes.add(requests);
    }
  }

  /** One request up to the part size; beyond it begin, parts and complete. */
  static long putRequests(long length) {
    if (length <= FileObjectStore.PART_BYTES) {
      return 1;
    }
    return 2 + (length + FileObjectStore.PART_BYTES - 1) / FileObjectStore.PART_BYTES;
  }

  /** An object was stored. */
  void written(long bytes) {
    bytesWritten.add(bytes);
  }

  /** An object or a range was read. */
  void read(long bytes) {
    bytesRead.add(bytes);
  }

  ObjectStore.Usage usage() {
    return new ObjectStore.Usage(
        puts.sum(), gets.sum(), lists.sum(), deletes.sum(), bytesWritten.sum(), bytesRead.sum());
  }
}
