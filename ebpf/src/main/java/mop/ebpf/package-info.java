/** See this module's README. */
@NullMarked
package mop.ebpf;

import org.jspecify.annotations.NullMarked;
