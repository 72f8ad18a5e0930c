package mop.experiments.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mop.analysis.accuracy.TrialEvidence;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.cost.SizedUsage;
import mop.analysis.inference.Look;
import mop.analysis.input.InvalidInput;
import mop.analysis.telemetry.Fault;
import mop.stack.otlp.Signal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run has finished, one fsynced line an entry: a header, then a line for each block drawn
 * and each trial done. A line that a crash cut short is not there.
 */
final class Journal implements Closeable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final FileChannel channel;
  private final List<Entry> entries;

  private Journal(FileChannel channel, List<Entry> entries) {
    this.channel = channel;
    this.entries = entries;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Header.class, name = "run"),
    @JsonSubTypes.Type(value = BlockDrawn.class, name = "block"),
    @JsonSubTypes.Type(value = TrialDone.class, name = "trial"),
    @JsonSubTypes.Type(value = Looked.class, name = "look"),
    @JsonSubTypes.Type(value = SizedDone.class, name = "sized"),
    @JsonSubTypes.Type(value = SignalsDone.class, name = "signals")
  })
  sealed interface Entry {}

  /**
   * The run as it was asked for; what a resumed run goes by.
   *
   * @param replicates measured blocks, with {@code precision} at most
   * @param quick without blocks of other sizes
   */
  record Header(
      String id,
      String startedAt,
      String version,
      String command,
      String experiment,
      String definitionSha256,
      @Nullable String workload,
      int replicates,
      @Nullable Double precision,
      boolean quick,
      int warmUpBlocks,
      long seed,
      List<String> settings,
      int threads,
      int maxBadLines)
      implements Entry {}

  /**
   * A block as it was drawn; drawn again it must be the same.
   *
   * @param strangers services at fault that have no span in the block, each with the nearest that
   *     has
   * @param others metrics and logs of the block, or null when there is no such signal
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BlockDrawn(
      int block,
      long spans,
      long traces,
      long bytes,
      String sha256,
      long startNanos,
      long endNanos,
      List<Fault> faults,
      List<String> strangers,
      long skippedLines,
      @Nullable List<OtherSignal> others)
      implements Entry {

    /** SHA-256 of each signal, traces first. */
    List<String> digests() {
      Stream<String> more =
          others == null ? Stream.empty() : others.stream().map(OtherSignal::sha256);
      return Stream.concat(Stream.of(sha256), more).toList();
    }
  }

  /** The metrics or the logs of a block as they were drawn. */
  record OtherSignal(Signal signal, long requests, long bytes, String sha256) {}

  /**
   * What the metrics and logs of a block used, driven once for all treatments.
   *
   * @param invalid why no trial of the block counts, or null
   */
  record SignalsDone(
      int block, List<ResourceUsage.Use> uses, List<Taken> taken, @Nullable String invalid)
      implements Entry {}

  /**
   * How many samples or log entries a store took.
   *
   * @param example the first refusal; empty when there was none
   */
  record Taken(String component, long accepted, long refused, String example) {
    Taken plus(Taken other) {
      return new Taken(
          component,
          accepted + other.accepted,
          refused + other.refused,
          example.isEmpty() ? other.example : example);
    }
  }

  /**
   * A finished trial.
   *
   * @param order position in the block's random order, from 0
   * @param outcomes what was measured of its usage, by name
   * @param config the configuration that makes a real system decide as this sampler did at the end,
   *     system name to text
   * @param invalid why the trial does not count, or null
   */
  record TrialDone(
      int block,
      String treatment,
      int order,
      Map<String, Double> outcomes,
      ResourceUsage usage,
      TrialEvidence evidence,
      PipelineFacts pipeline,
      Map<String, String> config,
      @Nullable String invalid)
      implements Entry {}

  /** What a treatment used in a finished trial of another size. */
  record SizedDone(SizedUsage usage) implements Entry {}

  /**
   * A look at all trials up to a block.
   *
   * @param harms treatments that go no further
   * @param widest the primary effect that is known least, or null while one has no interval
   * @param end whether the run has seen enough
   */
  record Looked(int block, List<Look.Harm> harms, Look.@Nullable Width widest, boolean end)
      implements Entry {

    /** Whether every effect is known to this half-width. */
    boolean precise(double half) {
      return widest != null && widest.half() <= half;
    }
  }

  /**
   * Counters of the pipeline in a trial.
   *
   * @param spanBytes bytes of the spans that arrived
   * @param keptBytes of those, kept
   */
  record PipelineFacts(
      long spanBytes, long keptBytes, long evictedTraces, long lateSpans, long incompleteTraces) {}

  static Journal create(Path file, Header header) throws IOException {
    Journal journal =
        new Journal(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            new ArrayList<>());
    journal.append(header);
    WholeFile.syncFolder(file);
    return journal;
  }

  /**
   * Opens a journal to go on; a torn last line is cut off.
   *
   * @throws InvalidInput when a whole line cannot be read, with its number
   */
  static Journal resume(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int whole = all.length;
    while (whole > 0 && all[whole - 1] != '\n') {
      whole--;
    }
    List<Entry> entries = new ArrayList<>();
    String text = new String(all, 0, whole, StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.lines().toList()) {
      entries.add(parse(file, ++number, line));
    }
    if (entries.isEmpty() || !(entries.getFirst() instanceof Header)) {
      throw new InvalidInput(
          file + ":1", "no run header", "the journal of a begun run", "Start a new run.");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(whole);
    channel.position(whole);
    return new Journal(channel, entries);
  }

  private static Entry parse(Path file, int number, String line) {
    try {
      return MAPPER.readValue(line, Entry.class);
    } catch (JacksonException e) {
      throw new InvalidInput(
          file + ":" + number,
          "not a journal entry (" + e.getOriginalMessage().lines().findFirst().orElse("") + ")",
          "a line this version has written",
          "The file was changed; start a new run.");
    }
  }

  void append(Entry entry) throws IOException {
    ByteBuffer line =
        ByteBuffer.wrap((MAPPER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
    entries.add(entry);
  }

  Header header() {
    return (Header) entries.getFirst();
  }

  List<BlockDrawn> blocks() {
    return entries.stream()
        .filter(BlockDrawn.class::isInstance)
        .map(BlockDrawn.class::cast)
        .toList();
  }

  List<TrialDone> trials() {
    return entries.stream().filter(TrialDone.class::isInstance).map(TrialDone.class::cast).toList();
  }

  List<Looked> looks() {
    return entries.stream().filter(Looked.class::isInstance).map(Looked.class::cast).toList();
  }

  List<SignalsDone> signals() {
    return entries.stream()
        .filter(SignalsDone.class::isInstance)
        .map(SignalsDone.class::cast)
        .toList();
  }

  List<SizedUsage> sized() {
    return entries.stream()
        .filter(SizedDone.class::isInstance)
        .map(entry -> ((SizedDone) entry).usage())
        .toList();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
