@NullMarked
package mop.simulator;

import org.jspecify.annotations.NullMarked;
