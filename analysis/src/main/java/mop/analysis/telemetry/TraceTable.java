package mop.analysis.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All spans of one block in columns, grouped by trace; what accuracy is judged on. About 40 bytes a
 * span. Span indices of trace {@code t} are {@code firstSpan(t)} to {@code firstSpan(t + 1) - 1},
 * in no particular order.
 */
public final class TraceTable {
  /** Parent index of a span whose parent is absent or that has none. */
  public static final int NO_PARENT = -1;

  private final List<String> services;
  private final List<String> operations;
  private final int[] operationService;
  private final long[] traceIdHigh;
  private final long[] traceIdLow;
  private final int[] firstSpan;
  private final int[] spanOperation;
  private final int[] spanParent;
  private final long[] spanStart;
  private final long[] spanDuration;
  private final byte[] spanKind;
  private final boolean[] spanError;

  private TraceTable(Builder b) {
    services = List.copyOf(b.services.keySet());
    operations = List.copyOf(b.operationNames);
    operationService = Arrays.copyOf(b.operationService, operations.size());
    traceIdHigh = Arrays.copyOf(b.traceIdHigh, b.traces);
    traceIdLow = Arrays.copyOf(b.traceIdLow, b.traces);
    firstSpan = Arrays.copyOf(b.firstSpan, b.traces + 1);
    firstSpan[b.traces] = b.spans;
    spanOperation = Arrays.copyOf(b.spanOperation, b.spans);
    spanParent = Arrays.copyOf(b.spanParent, b.spans);
    spanStart = Arrays.copyOf(b.spanStart, b.spans);
    spanDuration = Arrays.copyOf(b.spanDuration, b.spans);
    spanKind = Arrays.copyOf(b.spanKind, b.spans);
    spanError = Arrays.copyOf(b.spanError, b.spans);
  }

  public int traces() {
    return traceIdLow.length;
  }

  public int spans() {
    return spanOperation.length;
  }

  /** Service names, by service index. */
  public List<String> services() {
    return services;
  }

  /**
   * Operation names (the span name), by operation index; the same name may occur in two services.
   */
  public List<String> operations() {
    return operations;
  }

  public int serviceOfOperation(int operation) {
    return operationService[operation];
  }

  public long traceIdHigh(int trace) {
    return traceIdHigh[trace];
  }

  public long traceIdLow(int trace) {
    return traceIdLow[trace];
  }

  /** Index of the trace's first span; {@code firstSpan(traces())} is {@link #spans()}. */
  public int firstSpan(int trace) {
    return firstSpan[trace];
  }

  public int operation(int span) {
    return spanOperation[span];
  }

  /** Index of the parent span in the table, or {@link #NO_PARENT}. */
  public int parent(int span) {
    return spanParent[span];
  }

  /** Unix nanoseconds. */
  public long startNanos(int span) {
    return spanStart[span];
  }

  /** Nanoseconds, never negative. */
  public long durationNanos(int span) {
    return spanDuration[span];
  }

  /** OTLP span kind: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  public int kind(int span) {
    return spanKind[span];
  }

  /** Whether the span's status is error. */
  public boolean error(int span) {
    return spanError[span];
  }

  /** Collects spans trace by trace. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Integer> services = new java.util.LinkedHashMap<>();
    private final Map<Operation, Integer> operations = new HashMap<>();
    private final List<String> operationNames = new ArrayList<>();
    private int[] operationService = new int[64];
    private long[] traceIdHigh = new long[1024];
    private long[] traceIdLow = new long[1024];
    private int[] firstSpan = new int[1025];
    private int traces;
    private int[] spanOperation = new int[8192];
    private int[] spanParent = new int[8192];
    private long[] spanStart = new long[8192];
    private long[] spanDuration = new long[8192];
    private byte[] spanKind = new byte[8192];
    private boolean[] spanError = new boolean[8192];
    private int spans;

    private record Operation(int service, String name) {}

    /** The index of an operation, given at its first sight. */
    public int operation(String service, String name) {
      int serviceIndex = services.computeIfAbsent(service, s -> services.size());
      return operations.computeIfAbsent(
          new Operation(serviceIndex, name),
          key -> {
            int index = operationNames.size();
            if (index == operationService.length) {
              operationService = Arrays.copyOf(operationService, index * 2);
            }
            operationService[index] = serviceIndex;
            operationNames.add(name);
            return index;
          });
    }

    /** Begins a trace; the spans added next are its spans. Returns the trace index. */
    public int beginTrace(long idHigh, long idLow) {
      if (traces == traceIdLow.length) {
        traceIdHigh = Arrays.copyOf(traceIdHigh, traces * 2);
        traceIdLow = Arrays.copyOf(traceIdLow, traces * 2);
        firstSpan = Arrays.copyOf(firstSpan, traces * 2 + 1);
      }
      traceIdHigh[traces] = idHigh;
      traceIdLow[traces] = idLow;
      firstSpan[traces] = spans;
      return traces++;
    }

    /**
     * Adds a span to the trace begun last.
     *
     * @param parentInTrace position of the parent among this trace's spans (0-based, may come
     *     later), or {@link #NO_PARENT}
     */
    public void span(
        int operation,
        int parentInTrace,
        long startNanos,
        long durationNanos,
        int kind,
        boolean error) {
      if (spans == spanOperation.length) {
        grow(spans * 2);
      }
      spanOperation[spans] = operation;
      spanParent[spans] =
          parentInTrace == NO_PARENT ? NO_PARENT : firstSpan[traces - 1] + parentInTrace;
      spanStart[spans] = startNanos;
      spanDuration[spans] = Math.max(0, durationNanos);
      spanKind[spans] = (byte) kind;
      spanError[spans] = error;
      spans++;
    }

    private void grow(int capacity) {
      spanOperation = Arrays.copyOf(spanOperation, capacity);
      spanParent = Arrays.copyOf(spanParent, capacity);
      spanStart = Arrays.copyOf(spanStart, capacity);
      spanDuration = Arrays.copyOf(spanDuration, capacity);
      spanKind = Arrays.copyOf(spanKind, capacity);
      spanError = Arrays.copyOf(spanError, capacity);
    }

    public TraceTable build() {
      return new TraceTable(this);
    }
  }
}
