package mop.stack.store;

import java.util.concurrent.atomic.LongAdder;

/** Counts requests by kind and the bytes they carry, as S3 bills them. */
final class RequestCounter {
  private final LongAdder puts = new LongAdder();
  private final LongAdder gets = new LongAdder();
  private final LongAdder lists = new LongAdder();
  private final LongAdder deletes = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();

  void put(long length) {
    puts.add(putRequests(length));
    bytesWritten.add(length);
  }

  /** One request up to the part size; beyond it begin, parts and complete. */
  static long putRequests(long length) {
    if (length <= FileObjectStore.PART_BYTES) {
      return 1;
    }
    return 2 + (length + FileObjectStore.PART_BYTES - 1) / FileObjectStore.PART_BYTES;
  }

  void get(long length) {
    gets.increment();
    bytesRead.add(length);
  }

  void list(long requests) {
    lists.add(requests);
  }

  void delete() {
    deletes.increment();
  }

  ObjectStore.Usage usage() {
    return new ObjectStore.Usage(
        puts.sum(), gets.sum(), lists.sum(), deletes.sum(), bytesWritten.sum(), bytesRead.sum());
  }
}
