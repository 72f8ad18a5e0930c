/** Tests of plots. */
@NullMarked
package mop.reports.plot;

import org.jspecify.annotations.NullMarked;
