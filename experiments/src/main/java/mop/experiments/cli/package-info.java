/** The command line: parses, prints, and turns failures into one line and an exit code. */
@NullMarked
package mop.experiments.cli;

import org.jspecify.annotations.NullMarked;
