@NullMarked
package mop.stack.metrics.ingest;

import org.jspecify.annotations.NullMarked;
