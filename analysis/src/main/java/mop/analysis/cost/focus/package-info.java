/**
 * Bills in the FinOps Foundation's FOCUS 1.2 columns, and invoices held against our own bill. Money
 * stays decimal; sums are those of the rows, exactly.
 */
@NullMarked
package mop.analysis.cost.focus;

import org.jspecify.annotations.NullMarked;
