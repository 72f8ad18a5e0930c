package mop.stack.metrics;

import mop.stack.metrics.head.HeadCounters;

/**
 * What a store of metrics holds, and what it has done since it was opened.
 *
 * @param blocks there are
 * @param blockBytes of their files
 * @param logBytes of the files of both logs
 * @param blocksCut off the head
 * @param compactions of blocks
 * @param blocksDeleted because of their age or of the space they took
 * @param bytesRead from blocks by compactions
 * @param bytesWritten to blocks, by cutting and by compactions
 * @param maintenanceCpuNanos of cutting and compactions
 */
public record MetricStoreUsage(
    HeadCounters head,
    int blocks,
    long blockBytes,
    long logBytes,
    long blocksCut,
    long compactions,
    long blocksDeleted,
    long bytesRead,
    long bytesWritten,
    long maintenanceCpuNanos) {}
