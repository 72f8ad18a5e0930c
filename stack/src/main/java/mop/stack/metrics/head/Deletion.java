package mop.stack.metrics.head;

/**
 * A range of time of which the samples of a series were deleted.
 *
 * @param from milliseconds since 1970, included
 * @param to milliseconds since 1970, included
 */
record Deletion(long from, long to) {}
