/**
 * How an amount grows with the size of a system: a power law fitted from trials at several sizes,
 * with what the trials leave open apart from what the law leaves open.
 */
@NullMarked
package mop.analysis.cost.scaling;

import org.jspecify.annotations.NullMarked;
