/** OTLP bytes: reading, writing, and traces as raw slices of them. */
@NullMarked
package mop.stack.otlp;

import org.jspecify.annotations.NullMarked;
