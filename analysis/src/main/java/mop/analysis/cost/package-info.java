/**
 * What a trial's use of resources costs a month at a stated size: usage, scaled to a {@link
 * mop.analysis.cost.Scenario}, times a dated {@link mop.analysis.cost.PriceCatalog}, line by line.
 * Money is decimal, never binary floating point; it is rounded only where it is shown.
 */
@NullMarked
package mop.analysis.cost;

import org.jspecify.annotations.NullMarked;
