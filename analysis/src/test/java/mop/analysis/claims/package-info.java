@NullMarked
package mop.analysis.claims;

import org.jspecify.annotations.NullMarked;
