@NullMarked
package mop.stack.server;

import org.jspecify.annotations.NullMarked;
