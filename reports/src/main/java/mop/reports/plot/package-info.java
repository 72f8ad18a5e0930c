/** Static plots as inline SVG, readable without a script. */
@NullMarked
package mop.reports.plot;

import org.jspecify.annotations.NullMarked;
