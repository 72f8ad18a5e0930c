/** How figures and verdicts are worded, the same in every output. */
@NullMarked
package mop.reports.words;

import org.jspecify.annotations.NullMarked;
