@NullMarked
package mop.stack.logs.format;

import org.jspecify.annotations.NullMarked;
