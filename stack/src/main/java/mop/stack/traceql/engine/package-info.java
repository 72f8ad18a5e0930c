/** Evaluates queries of TraceQL over traces, wherever they are. */
@NullMarked
package mop.stack.traceql.engine;

import org.jspecify.annotations.NullMarked;
