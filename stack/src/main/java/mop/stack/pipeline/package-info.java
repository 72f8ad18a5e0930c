/** From requests to decided traces: decode, assemble, sample; in event time only. */
@NullMarked
package mop.stack.pipeline;

import org.jspecify.annotations.NullMarked;
