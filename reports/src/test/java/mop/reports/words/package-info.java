/** Tests of wording. */
@NullMarked
package mop.reports.words;

import org.jspecify.annotations.NullMarked;
