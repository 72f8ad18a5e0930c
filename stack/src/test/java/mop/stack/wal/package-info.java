@NullMarked
package mop.stack.wal;

import org.jspecify.annotations.NullMarked;
