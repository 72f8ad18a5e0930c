/**
 * Factorial designs: which combinations to run, what can be told apart, and what each factor does.
 */
@NullMarked
package mop.analysis.design;

import org.jspecify.annotations.NullMarked;
