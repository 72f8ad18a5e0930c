@NullMarked
package mop.stack.metrics.compaction;

import org.jspecify.annotations.NullMarked;
