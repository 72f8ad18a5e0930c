/**
 * Whether an investment pays: net present value, internal rate of return, payback and break-even,
 * with what is uncertain drawn at random and what matters most shown first. Money is decimal where
 * it is given and where it is shown; rates and what is computed with them are binary doubles, whose
 * error is far below a cent at any sum that fits a budget.
 */
@NullMarked
package mop.analysis.cost.roi;

import org.jspecify.annotations.NullMarked;
