@NullMarked
package mop.simulator.random;

import org.jspecify.annotations.NullMarked;
