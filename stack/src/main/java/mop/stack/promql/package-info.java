/** PromQL: queries over series, with the meaning that Prometheus gives them. */
@NullMarked
package mop.stack.promql;

import org.jspecify.annotations.NullMarked;
