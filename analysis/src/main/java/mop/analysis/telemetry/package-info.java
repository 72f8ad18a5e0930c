/** What the judges see of a block of telemetry: columns, faults, and what a treatment kept. */
@NullMarked
package mop.analysis.telemetry;

import org.jspecify.annotations.NullMarked;
