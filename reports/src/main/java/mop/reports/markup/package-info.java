/** Writing well-formed markup: every text and attribute is escaped on its way out. */
@NullMarked
package mop.reports.markup;

import org.jspecify.annotations.NullMarked;
