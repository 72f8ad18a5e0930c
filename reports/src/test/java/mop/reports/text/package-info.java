/** Tests of plain text. */
@NullMarked
package mop.reports.text;

import org.jspecify.annotations.NullMarked;
