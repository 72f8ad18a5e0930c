@NullMarked
package mop.stack.metrics.downsample;

import org.jspecify.annotations.NullMarked;
