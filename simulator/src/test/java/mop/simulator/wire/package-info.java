@NullMarked
package mop.simulator.wire;

import org.jspecify.annotations.NullMarked;
