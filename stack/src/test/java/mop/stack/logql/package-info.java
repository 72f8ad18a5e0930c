@NullMarked
package mop.stack.logql;

import org.jspecify.annotations.NullMarked;
