/** What a series of runs says: where it changed, and whether the newest is worse beyond noise. */
@NullMarked
package mop.analysis.history;

import org.jspecify.annotations.NullMarked;
