@NullMarked
package mop.stack.logs.ingest;

import org.jspecify.annotations.NullMarked;
