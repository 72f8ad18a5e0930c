package mop.stack.compaction;

/**
 * What decides over a block of traces.
 *
 * @param id names the block among those of its tenant
 * @param encoding by its name: {@code vParquet5}
 * @param dedicatedColumns equal for blocks that have the same dedicated columns in the same order,
 *     different for others
 * @param endSecond when its last span ended, Unix seconds; decides over its window and its age
 * @param traces rows of the block
 * @param bytes of its data
 * @param level 0 for a block that was never compacted
 * @param replicationFactor copies of each trace that were written; 0 when the block does not say
 */
public record TempoBlock(
    String id,
    String encoding,
    String dedicatedColumns,
    long endSecond,
    long traces,
    long bytes,
    int level,
    int replicationFactor) {}
