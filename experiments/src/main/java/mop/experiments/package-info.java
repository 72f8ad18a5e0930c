/** See this module's README. */
@NullMarked
package mop.experiments;

import org.jspecify.annotations.NullMarked;
