package mop.stack.traceql.engine;

import java.io.IOException;

/** Traces of one place: a block, or those that are in no block yet. */
public interface TraceSource {
  /**
   * Shows every trace that lies in the range and can meet the requirement; others may be left out.
   * A view is valid only until the visitor returns.
   */
  void read(ReadRequest request, Visitor visitor) throws IOException;

  /** Reads no further traces once it returns false. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(TraceView trace) throws IOException;
  }

  /** What was read from it so far. */
  ReadStats stats();

  /**
   * @param fields that the visitor may ask a trace for
   * @param requirement what a trace must have to matter
   */
  record ReadRequest(FieldTable fields, Requirement requirement, TimeRange range) {}

  /**
   * @param traces shown to visitors
   * @param bytes fetched from the object store, footers left out
   */
  record ReadStats(long traces, long bytes, long blocks, long blockBytes) {
    public ReadStats plus(ReadStats o) {
      return new ReadStats(
          traces + o.traces, bytes + o.bytes, blocks + o.blocks, blockBytes + o.blockBytes);
    }
  }
}
