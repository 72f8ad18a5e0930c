/**
 * The built-in workload {@code shop}: an online shop of 22 services, as data, and its parameters.
 */
@NullMarked
package mop.simulator.shop;

import org.jspecify.annotations.NullMarked;
