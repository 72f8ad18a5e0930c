/** LogQL over log streams: parser, pipeline, metric functions. */
@NullMarked
package mop.stack.logql;

import org.jspecify.annotations.NullMarked;
