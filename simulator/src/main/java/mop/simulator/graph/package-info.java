/**
 * The words in which a system of services is described as data: services, their operations, and
 * what each operation does when it is called.
 */
@NullMarked
package mop.simulator.graph;

import org.jspecify.annotations.NullMarked;
