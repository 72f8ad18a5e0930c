/** Content hashes. */
@NullMarked
package mop.experiments.hash;

import org.jspecify.annotations.NullMarked;
