/**
 * Checks published figures against each other: whether sums, percentages, rates and returns are
 * what they are said to be. The rules know no figure; a file of claims says which figures are
 * related and how.
 */
@NullMarked
package mop.analysis.claims.arithmetic;

import org.jspecify.annotations.NullMarked;
