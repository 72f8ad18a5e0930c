/** See this module's README. */
@NullMarked
package mop.reports;

import org.jspecify.annotations.NullMarked;
