/** See this module's README. */
@NullMarked
package mop.simulator;

import org.jspecify.annotations.NullMarked;
