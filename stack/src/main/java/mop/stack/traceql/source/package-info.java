/** Where the traces that queries are asked of come from: blocks, and traces in no block yet. */
@NullMarked
package mop.stack.traceql.source;

import org.jspecify.annotations.NullMarked;
