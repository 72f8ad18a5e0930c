@NullMarked
package mop.analysis.history;

import org.jspecify.annotations.NullMarked;
