/** Blocks of fewer samples, each of which stands for a window of time, as Thanos writes them. */
@NullMarked
package mop.stack.metrics.downsample;

import org.jspecify.annotations.NullMarked;
