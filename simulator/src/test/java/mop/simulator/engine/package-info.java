@NullMarked
package mop.simulator.engine;

import org.jspecify.annotations.NullMarked;
