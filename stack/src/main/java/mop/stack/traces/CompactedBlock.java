package mop.stack.traces;

import java.time.Instant;

/**
 * A block that has been merged into another, or given up; it can be read until it is deleted.
 *
 * @param compacted when it was marked; when it was seen first where its mark does not say
 */
public record CompactedBlock(BlockMeta meta, Instant compacted) {}
