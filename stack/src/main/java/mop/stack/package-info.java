/** See this module's README. */
@NullMarked
package mop.stack;

import org.jspecify.annotations.NullMarked;
