/** Label sets and matchers, as Prometheus and Loki have them. */
@NullMarked
package mop.stack.labels;

import org.jspecify.annotations.NullMarked;
