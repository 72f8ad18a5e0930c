package mop.stack.sampling;

import java.util.Arrays;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanName;
import mop.stack.otlp.TraceShape;

/**
 * Reads off a trace what the adaptive sampler tells traces apart by: endpoint (service and
 * operation of the root), the set of operations passed, the operation that is slowest for its kind
 * and by how many deviations, and where errors began. Reused from trace to trace.
 */
final class TraceTraits {
  /** Ends of the latency classes, in shares of the endpoint's traces that were at least as slow. */
  private static final double[] CLASS_UP_TO = {0.2, 0.05, 0.01, 0.002};

  /** Added to deviations so that they lie within the histogram. */
  private static final double DEVIATIONS_OFFSET = 10;

  private final OperationTable operations;
  private final LatencyRanks rootRanks;
  private final LatencyRanks spanRanks;
  private final SpanName name = new SpanName();
  private int[] lastTrace = new int[512];
  private int traceNumber;

  private long endpoint;
  private int endpointOperation;
  private long path;
  private long slowest;
  private double deviations;
  private double rootLog;
  private double rootShare;
  private double spanShare;
  private long error;

  TraceTraits(OperationTable operations, LatencyRanks rootRanks, LatencyRanks spanRanks) {
    this.operations = operations;
    this.rootRanks = rootRanks;
    this.spanRanks = spanRanks;
  }

  /** Reads a trace and then adds its durations to what is usual. */
  void read(RawTrace trace, TraceShape shape, int now) {
    traceNumber++;
    path = 0;
    slowest = 0;
    deviations = 0;
    error = 0;
    long errorStart = Long.MIN_VALUE;
    for (int i = 0; i < trace.size(); i++) {
      name.find(trace, i);
      long hash = name.hash(trace.origin(i).serviceName().hashCode());
      int operation = operations.index(hash);
      if (firstInTrace(operation)) {
        path += hash * 0x9E3779B97F4A7C15L;
      }
      double log = Log2.of((double) Math.max(1, trace.endNanos(i) - trace.startNanos(i)));
      double unusual = operations.deviations(operation, log);
      if (unusual > deviations) {
        deviations = unusual;
        slowest = hash;
      }
      operations.add(operation, log, now);
      if (trace.status(i) == 2 && trace.startNanos(i) >= errorStart) {
        errorStart = trace.startNanos(i);
        error = hash;
      }
      if (i == shape.entry()) {
        endpoint = hash;
        endpointOperation = operation;
        rootLog = log;
      }
    }
    rootShare = rootRanks.shareAbove(endpoint, rootLog, now);
    spanShare = spanRanks.shareAbove(endpoint, deviations + DEVIATIONS_OFFSET, now);
  }

  private boolean firstInTrace(int operation) {
    if (operation >= lastTrace.length) {
      lastTrace = Arrays.copyOf(lastTrace, operations.size() * 2);
    }
    boolean first = lastTrace[operation] != traceNumber;
    lastTrace[operation] = traceNumber;
    return first;
  }

  /** Hash of the endpoint. */
  long endpoint() {
    return endpoint;
  }

  /** The root's operation in the table of operations. */
  int endpointOperation() {
    return endpointOperation;
  }

  /** Hash of the set of operations. */
  long path() {
    return path;
  }

  /** Latency class of the root among its like, 0 (usual) to 4 (slowest). */
  int rootClass() {
    return classOf(rootShare);
  }

  /** Latency class of the span that is most unusual for its operation, 0 to 4, likewise. */
  int spanClass() {
    return classOf(spanShare);
  }

  private static int classOf(double share) {
    int level = 0;
    while (level < CLASS_UP_TO.length && share <= CLASS_UP_TO[level]) {
      level++;
    }
    return level;
  }

  /** Hash of the operation whose span is slowest for its kind; 0 when none is slow. */
  long slowest() {
    return slowest;
  }

  /** Hash of the operation of the error that started last, the innermost as a rule; 0 for none. */
  long error() {
    return error;
  }
}
