@NullMarked
package mop.simulator.shop;

import org.jspecify.annotations.NullMarked;
