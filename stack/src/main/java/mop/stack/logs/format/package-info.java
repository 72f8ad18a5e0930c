/** What Loki's chunks, index and records are made of: numbers, checksums, compression. */
@NullMarked
package mop.stack.logs.format;

import org.jspecify.annotations.NullMarked;
