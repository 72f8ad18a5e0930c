/** TraceQL: the language as Tempo 3.0 has it; its evaluation is in the packages below. */
@NullMarked
package mop.stack.traceql;

import org.jspecify.annotations.NullMarked;
