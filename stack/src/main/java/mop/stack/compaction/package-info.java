/**
 * Which blocks are merged and which are deleted, and when: records in, a plan out. Reads nothing
 * and no clock, so the stores and the simulator follow the same rules.
 */
@NullMarked
package mop.stack.compaction;

import org.jspecify.annotations.NullMarked;
