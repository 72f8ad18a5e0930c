@NullMarked
package mop.stack.parquet;

import org.jspecify.annotations.NullMarked;
