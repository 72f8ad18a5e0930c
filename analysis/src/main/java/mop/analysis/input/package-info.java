/** How bad input is reported: one clear line, with the place and the remedy. */
@NullMarked
package mop.analysis.input;

import org.jspecify.annotations.NullMarked;
