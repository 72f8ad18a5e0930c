/** The sections of the HTML report, one class each. */
@NullMarked
package mop.reports.page;

import org.jspecify.annotations.NullMarked;
