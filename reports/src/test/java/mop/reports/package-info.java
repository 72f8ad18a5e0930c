/** Tests of the reports on realistic results. */
@NullMarked
package mop.reports;

import org.jspecify.annotations.NullMarked;
