@NullMarked
package mop.stack.traceql.source;

import org.jspecify.annotations.NullMarked;
