@NullMarked
package mop.stack.compaction;

import org.jspecify.annotations.NullMarked;
