/** Plain-text layout for terminals. */
@NullMarked
package mop.reports.text;

import org.jspecify.annotations.NullMarked;
