/**
 * Judges somebody's published figures by their own arithmetic and by the intervals of a run. The
 * rules are general; the figures stand in YAML files, and none is known to the code.
 */
@NullMarked
package mop.analysis.claims;

import org.jspecify.annotations.NullMarked;
