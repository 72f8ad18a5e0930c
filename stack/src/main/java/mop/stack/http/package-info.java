/** HTTP/1.1 as all our servers speak it: listeners, routes, bounded bodies, TLS and tokens. */
@NullMarked
package mop.stack.http;

import org.jspecify.annotations.NullMarked;
