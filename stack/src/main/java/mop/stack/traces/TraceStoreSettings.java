package mop.stack.traces;

import java.time.Duration;
import java.util.List;
import mop.analysis.input.InvalidInput;

/**
 * How traces are stored.
 *
 * @param tenant first part of the objects' keys
 * @param maxBlockDuration a block is cut before a trace that begins this much after the block's
 *     first one, in event time
 * @param maxBlockBytes a block is cut when Tempo's log of its traces would have reached this many
 *     bytes, as Tempo does (an estimate, since our log has another form: 62 bytes a span and 4/15
 *     of its serialized bytes); at most 512 MiB. The heap needed is about twice as many bytes
 * @param dedicatedColumns attributes with columns of their own; those that the encoding cannot hold
 *     are left among the generic ones, as Tempo does
 */
public record TraceStoreSettings(
    String tenant,
    BlockEncoding encoding,
    Duration maxBlockDuration,
    long maxBlockBytes,
    WalSync walSync,
    List<DedicatedColumn> dedicatedColumns) {
  /** Tempo 3.0's default for {@code live_store.max_block_bytes}. */
  public static final long DEFAULT_BLOCK_BYTES = 50L << 20;

  /** Tenant of Tempo without multi-tenancy. */
  public static final String SINGLE_TENANT = "single-tenant";

  private static final long MAX_BLOCK_BYTES = 512L << 20;

  public TraceStoreSettings {
    dedicatedColumns = List.copyOf(dedicatedColumns);
    if (tenant.isEmpty() || tenant.contains("/") || tenant.startsWith(".")) {
      throw invalid("tenant", '"' + tenant + '"', "a name without slash or leading dot");
    }
    if (maxBlockDuration.isNegative() || maxBlockDuration.isZero()) {
      throw invalid("maxBlockDuration", maxBlockDuration.toString(), "more than zero");
    }
    if (maxBlockBytes <= 0 || maxBlockBytes > MAX_BLOCK_BYTES) {
      throw invalid("maxBlockBytes", Long.toString(maxBlockBytes), "1 to " + MAX_BLOCK_BYTES);
    }
  }

  private static InvalidInput invalid(String where, String what, String expected) {
    return new InvalidInput("trace store: " + where, what, expected, "Set another value.");
  }

  /** vParquet5, one tenant, blocks of 30 minutes or 50 MiB, Tempo's dedicated columns. */
  public static TraceStoreSettings defaults() {
    return new TraceStoreSettings(
        SINGLE_TENANT,
        BlockEncoding.VPARQUET5,
        Duration.ofMinutes(30),
        DEFAULT_BLOCK_BYTES,
        WalSync.EACH_MEBIBYTE,
        DedicatedColumn.DEFAULTS);
  }

  public TraceStoreSettings withEncoding(BlockEncoding other) {
    return new TraceStoreSettings(
        tenant, other, maxBlockDuration, maxBlockBytes, walSync, dedicatedColumns);
  }

  public TraceStoreSettings withTenant(String other) {
    return new TraceStoreSettings(
        other, encoding, maxBlockDuration, maxBlockBytes, walSync, dedicatedColumns);
  }

  public TraceStoreSettings withMaxBlock(Duration duration, long bytes) {
    return new TraceStoreSettings(tenant, encoding, duration, bytes, walSync, dedicatedColumns);
  }

  public TraceStoreSettings withWalSync(WalSync other) {
    return new TraceStoreSettings(
        tenant, encoding, maxBlockDuration, maxBlockBytes, other, dedicatedColumns);
  }
}
