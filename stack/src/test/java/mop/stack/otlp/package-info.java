@NullMarked
package mop.stack.otlp;

import org.jspecify.annotations.NullMarked;
