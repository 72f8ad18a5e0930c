package mop.stack.traces;

/**
 * What a trace store has done since it was opened.
 *
 * @param traces appended
 * @param spans appended
 * @param walBytes written to the log
 * @param walSyncs times the log was forced to the disk
 * @param blocks put into the object store
 * @param objects of those blocks
 * @param storedTraces traces of those blocks; a trace that came in pieces counts once a block
 * @param dataBytes of the objects {@code data.parquet}
 * @param bloomBytes of the objects {@code bloom-N}
 * @param indexBytes of the objects {@code index}
 * @param metaBytes of the objects {@code meta.json}
 */
public record TraceStoreCounters(
    long traces,
    long spans,
    long walBytes,
    long walSyncs,
    long blocks,
    long objects,
    long storedTraces,
    long dataBytes,
    long bloomBytes,
    long indexBytes,
    long metaBytes) {
  static final TraceStoreCounters NONE = new TraceStoreCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  TraceStoreCounters appended(int moreTraces, int moreSpans, long moreWalBytes) {
    return new TraceStoreCounters(
        traces + moreTraces,
        spans + moreSpans,
        walBytes + moreWalBytes,
        walSyncs,
        blocks,
        objects,
        storedTraces,
        dataBytes,
        bloomBytes,
        indexBytes,
        metaBytes);
  }

  /** A block was stored, and the segment that held its traces was forced so many times. */
  TraceStoreCounters stored(BlockObjects.Written w, long syncs) {
    return new TraceStoreCounters(
        traces,
        spans,
        walBytes,
        walSyncs + syncs,
        blocks + 1,
        objects + 3 + w.meta().bloomShards(),
        storedTraces + w.meta().traces(),
        dataBytes + w.dataBytes(),
        bloomBytes + w.bloomBytes(),
        indexBytes + w.indexBytes(),
        metaBytes + w.metaBytes());
  }

  TraceStoreCounters withSyncs(long more) {
    return new TraceStoreCounters(
        traces,
        spans,
        walBytes,
        walSyncs + more,
        blocks,
        objects,
        storedTraces,
        dataBytes,
        bloomBytes,
        indexBytes,
        metaBytes);
  }

  /** Bytes of all objects. */
  public long storedBytes() {
    return dataBytes + bloomBytes + indexBytes + metaBytes;
  }
}
