/**
 * The object store: one interface, in files or in S3, every request counted by kind as it would be
 * billed.
 */
@NullMarked
package mop.stack.store;

import org.jspecify.annotations.NullMarked;
