package mop.stack.sampling;

import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanBatch;

/** Judges single spans as they arrive, all of one trace alike. */
public interface HeadStage {
  /** Whether span {@code i} goes on. */
  boolean keep(SpanBatch batch, int i);

  /** Appends a kept span to its trace, marked as this stage marks what it keeps. */
  void append(RawTrace trace, SpanBatch batch, int i);
}
