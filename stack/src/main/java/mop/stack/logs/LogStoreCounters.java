package mop.stack.logs;

/**
 * What a log store has done since it was opened, and what it holds in memory.
 *
 * @param entries accepted
 * @param bytes of the accepted lines and structured metadata
 * @param rejected entries refused
 * @param walBytes written to the write-ahead log
 * @param walSyncs times the write-ahead log was forced to the disk
 * @param chunks put into the object store
 * @param chunkBytes of those objects
 * @param indexFiles put into the object store
 * @param indexBytes of those objects
 * @param memoryStreams in memory now
 * @param memoryBytes about, in memory now
 */
public record LogStoreCounters(
    long entries,
    long bytes,
    long rejected,
    long walBytes,
    long walSyncs,
    long chunks,
    long chunkBytes,
    long indexFiles,
    long indexBytes,
    long memoryStreams,
    long memoryBytes) {}
