@NullMarked
package mop.experiments.definition;

import org.jspecify.annotations.NullMarked;
