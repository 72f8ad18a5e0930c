package mop.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import mop.analysis.accuracy.TrialEvidence;
import mop.analysis.cost.Resource;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.cost.UsageOutcomes;
import mop.experiments.run.Journal.PipelineFacts;
import mop.experiments.run.Journal.SignalsDone;
import mop.experiments.run.Journal.TrialDone;
import mop.experiments.workload.TelemetryBlock;
import mop.stack.pipeline.PipelineCounters;
import mop.stack.pipeline.PipelineSettings;
import mop.stack.pipeline.TracePipeline;
import mop.stack.sampling.Sampler;
import mop.stack.sampling.SamplerSpec;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreCounters;
import mop.stack.traces.TraceStoreSettings;

/**
 * Drives one treatment with one block: bytes in, Tempo blocks out, then the blocks are read back
 * and the outcome judged. Only the way from bytes to durable blocks is measured.
 */
final class TrialRunner {
  private final Path scratch;
  private final Workers workers;

  TrialRunner(Path scratch, Workers workers) {
    this.scratch = scratch;
    this.workers = workers;
  }

  /** What the measured part of a trial leaves behind. */
  private record Driven(
      KeptLog kept,
      PipelineCounters counters,
      TraceStoreCounters stored,
      ObjectStore.Usage requests,
      Map<String, String> config,
      double cpuSeconds,
      long peakHeap) {}

  /**
   * Runs one trial.
   *
   * @param order position in the block's random order, from 0
   * @param signals what the block's metrics and logs used
   */
  TrialDone run(
      TelemetryBlock block,
      Reference reference,
      String treatment,
      SamplerSpec spec,
      TraceStoreSettings storing,
      int order,
      long samplerSeed,
      SignalsDone signals)
      throws IOException {
    Path folder = scratch.resolve("trial");
    RunFolder.deleteTree(folder);
    Path objects = Files.createDirectories(folder.resolve("objects"));
    Driven driven = drive(block, spec, storing, samplerSeed, folder, objects);
    long duplicates = driven.counters().duplicateSpans();
    Optional<String> broken = ReadBack.difference(objects, driven.kept(), reference, duplicates);
    TrialEvidence evidence = reference.judge().judge(driven.kept().against(reference));
    RunFolder.deleteTree(folder);
    ResourceUsage usage = usage(driven, block, reference.table().traces()).with(signals.uses());
    return new TrialDone(
        block.index(),
        treatment,
        order,
        outcomes(driven, usage),
        usage,
        evidence,
        facts(driven),
        driven.config(),
        broken.orElse(signals.invalid()));
  }

  /** What one treatment uses on one block, without reading back and judging. */
  List<ResourceUsage.Use> use(
      TelemetryBlock block, SamplerSpec spec, TraceStoreSettings storing, long samplerSeed)
      throws IOException {
    Path folder = scratch.resolve("trial");
    RunFolder.deleteTree(folder);
    Path objects = Files.createDirectories(folder.resolve("objects"));
    Driven driven = drive(block, spec, storing, samplerSeed, folder, objects);
    RunFolder.deleteTree(folder);
    // without a reference nobody has counted the traces that a head stage dropped, and nobody asks
    return usage(driven, block, 1).uses();
  }

  private Driven drive(
      TelemetryBlock block,
      SamplerSpec spec,
      TraceStoreSettings storing,
      long samplerSeed,
      Path folder,
      Path objects)
      throws IOException {
    ObjectStore store = new FileObjectStore(objects);
    KeptLog kept = new KeptLog();
    List<Thread> threads = new ArrayList<>(workers.threads());
    threads.add(Thread.currentThread());
    PeakHeap.reset();
    CpuMeter cpu = CpuMeter.start(threads);
    try (TraceStore traces =
        new TraceStore(store, folder.resolve("wal"), storing, samplerSeed, workers.executor())) {
      Sampler sampler = spec.create(samplerSeed);
      TracePipeline pipeline =
          new TracePipeline(
              sampler,
              settings(spec),
              (trace, decision) -> {
                kept.decided(trace, decision);
                if (decision.keep()) {
                  traces.append(trace);
                }
              });
      block.replay(pipeline);
      pipeline.finish();
      traces.flush();
      double seconds = cpu.seconds();
      return new Driven(
          kept,
          pipeline.counters(),
          traces.counters(),
          store.usage(),
          sampler.export(),
          seconds,
          PeakHeap.bytes());
    }
  }

  private static PipelineSettings settings(SamplerSpec spec) {
    OptionalLong wait = spec.decisionWait();
    return wait.isPresent()
        ? PipelineSettings.DEFAULT.withDecisionWait(wait.getAsLong())
        : PipelineSettings.DEFAULT;
  }

  private static Map<String, Double> outcomes(Driven driven, ResourceUsage usage) {
    Map<String, Double> outcomes = new TreeMap<>(UsageOutcomes.of(usage));
    outcomes.put("store.objects", (double) driven.stored().objects());
    outcomes.put("pipeline.peakHeap", (double) driven.peakHeap());
    return outcomes;
  }

  private static ResourceUsage usage(Driven driven, TelemetryBlock block, long traces) {
    PipelineCounters in = driven.counters();
    ObjectStore.Usage requests = driven.requests();
    double seconds = (block.endNanos() - block.startNanos()) / 1e9;
    String counted = "counted by the object store";
    return ResourceUsage.of(traces, block.bytes(), 0)
        .with(
            "pipeline",
            Resource.INGEST_NETWORK_BYTES,
            (double) block.bytes(),
            "OTLP bytes received")
        .with("pipeline", Resource.CPU_SECONDS, driven.cpuSeconds(), "thread CPU time of the trial")
        .with(
            "pipeline",
            Resource.MEMORY_BYTE_SECONDS,
            in.peakBufferedBytes() * seconds,
            "peak of buffered traces, held for the whole block")
        .with("traces", Resource.INTERNAL_NETWORK_BYTES, (double) in.keptBytes(), "span bytes kept")
        .with("traces", Resource.WAL_BYTES, (double) driven.stored().walBytes(), "bytes of the log")
        .with(
            "traces",
            Resource.STORED_BYTES,
            (double) driven.stored().storedBytes(),
            "bytes of objects")
        .with("traces", Resource.PUT_REQUESTS, (double) requests.puts(), counted)
        .with("traces", Resource.GET_REQUESTS, (double) requests.gets(), counted)
        .with("traces", Resource.LIST_REQUESTS, (double) requests.lists(), counted)
        .with("traces", Resource.DELETE_REQUESTS, (double) requests.deletes(), counted);
  }

  private static PipelineFacts facts(Driven driven) {
    PipelineCounters in = driven.counters();
    return new PipelineFacts(
        in.spanBytes(), in.keptBytes(), in.evictedTraces(), in.lateSpans(), in.incompleteTraces());
  }
}
