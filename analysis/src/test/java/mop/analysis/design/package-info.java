@NullMarked
package mop.analysis.design;

import org.jspecify.annotations.NullMarked;
