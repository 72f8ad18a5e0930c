@NullMarked
package mop.analysis.claims.arithmetic;

import org.jspecify.annotations.NullMarked;
