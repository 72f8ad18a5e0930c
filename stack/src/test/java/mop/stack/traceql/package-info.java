@NullMarked
package mop.stack.traceql;

import org.jspecify.annotations.NullMarked;
