/** Tests of markup. */
@NullMarked
package mop.reports.markup;

import org.jspecify.annotations.NullMarked;
