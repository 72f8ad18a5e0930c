@NullMarked
package mop.stack.pipeline;

import org.jspecify.annotations.NullMarked;
