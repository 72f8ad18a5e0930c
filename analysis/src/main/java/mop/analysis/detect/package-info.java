/**
 * A fixed, named set of anomaly detectors for single series, and how well each finds labelled
 * events when all of them raise equally many false alarms. No detector sees a point before it
 * scores it, beyond the training part that all share.
 */
@NullMarked
package mop.analysis.detect;

import org.jspecify.annotations.NullMarked;
