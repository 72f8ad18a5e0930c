@NullMarked
package mop.simulator.signals;

import org.jspecify.annotations.NullMarked;
