@NullMarked
package mop.stack.http;

import org.jspecify.annotations.NullMarked;
