@NullMarked
package mop.analysis.inference;

import org.jspecify.annotations.NullMarked;
