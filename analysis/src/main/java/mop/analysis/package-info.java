/** See this module's README. */
@NullMarked
package mop.analysis;

import org.jspecify.annotations.NullMarked;
