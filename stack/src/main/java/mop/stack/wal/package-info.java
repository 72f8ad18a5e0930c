/**
 * A write-ahead log in Prometheus' framing, whatever its records hold: {@link
 * mop.stack.wal.WalWriter} appends, {@link mop.stack.wal.WalReader} replays, {@link
 * mop.stack.wal.Checkpoint} replaces old segments.
 */
@NullMarked
package mop.stack.wal;

import org.jspecify.annotations.NullMarked;
