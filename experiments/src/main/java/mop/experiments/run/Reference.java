package mop.experiments.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import mop.analysis.accuracy.AccuracyJudge;
import mop.analysis.accuracy.JudgeSettings;
import mop.analysis.telemetry.TraceTable;
import mop.experiments.workload.TelemetryBlock;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanName;
import mop.stack.pipeline.PipelineSettings;
import mop.stack.pipeline.TraceOutput;
import mop.stack.pipeline.TracePipeline;
import mop.stack.sampling.AlwaysSpec;
import mop.stack.sampling.Decision;

/**
 * The full data of one block, assembled with patience: what every treatment of the block is judged
 * against.
 */
record Reference(TraceTable table, TraceIndex index, AccuracyJudge judge) {
  /** Long enough for asynchronous consumers; spans later than this are left out. */
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  /** Assembles the whole block; not part of any measurement. */
  static Reference of(TelemetryBlock block) throws IOException {
    TraceTable.Builder table = new TraceTable.Builder();
    SpanName name = new SpanName();
    TracePipeline pipeline =
        new TracePipeline(
            new AlwaysSpec().create(0),
            PipelineSettings.DEFAULT.withDecisionWait(PATIENCE_NANOS),
            new TraceOutput() {
              @Override
              public void decided(RawTrace trace, Decision decision) {
                add(table, trace, name);
              }

              @Override
              public void late(RawTrace fragment, Decision decision) {
                // a second piece of a trace has no place in a table that is grouped by trace
              }
            });
    block.replay(pipeline);
    pipeline.finish();
    TraceTable built = table.build();
    return new Reference(
        built,
        new TraceIndex(built),
        new AccuracyJudge(built, block.faults(), JudgeSettings.defaults()));
  }

  private static void add(TraceTable.Builder table, RawTrace trace, SpanName name) {
    table.beginTrace(trace.idHigh(), trace.idLow());
    Map<Long, Integer> positions = new HashMap<>(trace.size() * 2);
    for (int i = 0; i < trace.size(); i++) {
      positions.putIfAbsent(trace.spanId(i), i);
    }
    for (int i = 0; i < trace.size(); i++) {
      name.find(trace, i);
      long parent = trace.parentSpanId(i);
      Integer position = parent == 0 ? null : positions.get(parent);
      table.span(
          table.operation(trace.origin(i).serviceName(), name.string()),
          position == null || position == i ? TraceTable.NO_PARENT : position,
          trace.startNanos(i),
          trace.endNanos(i) - trace.startNanos(i),
          trace.kind(i),
          trace.status(i) == 2);
    }
  }
}
