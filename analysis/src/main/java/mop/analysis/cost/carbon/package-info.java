/**
 * What a system emits a month, by the Software Carbon Intensity specification 1.1 of the Green
 * Software Foundation: SCI = ((E × I) + M) per R, with dated coefficients as data.
 */
@NullMarked
package mop.analysis.cost.carbon;

import org.jspecify.annotations.NullMarked;
