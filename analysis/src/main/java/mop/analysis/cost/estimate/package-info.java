/**
 * What a whole system costs a month at the prices of a catalogue, from the volumes that a {@link
 * mop.analysis.cost.Scenario} states, without a trial. Every line is rounded to cents and the total
 * is the sum of what is printed, as on an invoice.
 */
@NullMarked
package mop.analysis.cost.estimate;

import org.jspecify.annotations.NullMarked;
