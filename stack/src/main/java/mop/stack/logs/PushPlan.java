package mop.stack.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.logs.Rejection.Reason;
import mop.stack.logs.format.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Decides which entries of a push are stored, before anything is. */
final class PushPlan {
  /** What a stream gets: its state runs ahead of the stream's until the push is applied. */
  static final class Part {
    final MemoryStream stream;
    final boolean isNew;
    final List<PreparedEntry> entries = new ArrayList<>();
    private long highest;
    private @Nullable PreparedEntry last;

    Part(MemoryStream stream, boolean isNew) {
      this.stream = stream;
      this.isNew = isNew;
      this.highest = stream.highest;
      this.last = stream.last;
    }
  }

  private final LogStoreSettings settings;
  private final EntryCheck check;
  private final Instant now;
  private final Map<Labels, Part> parts = new LinkedHashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private int accepted;
  private long bytes;

  /** Finds or makes the streams of a store. */
  interface Streams {
    @Nullable MemoryStream find(Labels labels);

    /** A stream that is not kept before the plan is carried out. */
    MemoryStream make(Labels labels);

    int count();
  }

  PushPlan(LogStoreSettings settings, Instant now) {
    this.settings = settings;
    this.check = new EntryCheck(settings.limits());
    this.now = now;
  }

  void add(StreamEntries batch, Streams streams) {
    if (batch.entries().isEmpty()) {
      return;
    }
    var refused = check.stream(batch);
    if (refused.isPresent()) {
      rejections.add(refused.get());
      return;
    }
    List<PreparedEntry> valid = valid(batch);
    if (!valid.isEmpty()) {
      add(batch.labels(), valid, streams);
    }
  }

  private List<PreparedEntry> valid(StreamEntries batch) {
    List<PreparedEntry> valid = new ArrayList<>(batch.entries().size());
    for (LogEntry e : batch.entries()) {
      byte[] line = e.line().getBytes(StandardCharsets.UTF_8);
      PreparedEntry bare = new PreparedEntry(e.timestamp(), line, e.structuredMetadata());
      var refused = check.entry(batch.labels(), bare, now);
      if (refused.isPresent()) {
        rejections.add(refused.get());
      } else {
        Labels metadata = DetectedLevel.add(batch.labels(), e.structuredMetadata(), e.line());
        valid.add(new PreparedEntry(e.timestamp(), line, metadata));
      }
    }
    return valid;
  }

  private void add(Labels labels, List<PreparedEntry> entries, Streams streams) {
    Part part = parts.get(labels);
    if (part == null) {
      MemoryStream known = streams.find(labels);
      long begun = parts.values().stream().filter(p -> p.isNew).count();
      if (known == null && streams.count() + begun >= settings.limits().streams()) {
        rejections.add(
            new Rejection(
                Reason.STREAM_LIMIT,
                entries.size(),
                "maximum active stream limit exceeded when trying to create stream " + labels));
        return;
      }
      part = new Part(known == null ? streams.make(labels) : known, known == null);
      parts.put(labels, part);
    }
    for (PreparedEntry e : entries) {
      add(part, e);
    }
  }

  private void add(Part part, PreparedEntry e) {
    PreparedEntry last = part.last;
    if (last != null && last.same(e)) {
      accepted++;
      return;
    }
    long oldest = MemoryStream.oldestAccepted(part.highest, settings.rules());
    if (e.time() < oldest) {
      rejections.add(
          new Rejection(
              Reason.TOO_FAR_BEHIND,
              1,
              "entry too far behind, entry timestamp is: "
                  + Nanos.instant(e.time())
                  + ", oldest acceptable timestamp is: "
                  + Nanos.instant(oldest)
                  + " for stream: "
                  + part.stream.labels));
      return;
    }
    part.entries.add(e);
    part.highest = Math.max(part.highest, e.time());
    part.last = e;
    accepted++;
    bytes += e.bytes();
  }

  /** The streams that get entries. */
  List<Part> parts() {
    return parts.values().stream().filter(p -> !p.entries.isEmpty()).toList();
  }

  PushResult result() {
    return new PushResult(accepted, bytes, rejections);
  }

  /** The records that make the plan durable. */
  List<byte[]> records() {
    List<byte[]> records = new ArrayList<>();
    List<Part> filled = parts();
    if (filled.isEmpty()) {
      return records;
    }
    ByteWriter out = new ByteWriter(1 << 12);
    for (Part p : filled) {
      if (p.isNew) {
        LogRecords.series(settings.tenant(), p.stream.fingerprint, p.stream.labels, out);
        records.add(out.toByteArray());
      }
    }
    long first = filled.getFirst().entries.getFirst().time();
    LogRecords.entries(settings.tenant(), first, out);
    for (Part p : filled) {
      long counter = p.stream.entryCount + p.entries.size();
      LogRecords.streamEntries(p.stream.fingerprint, counter, p.entries, first, out);
    }
    records.add(out.toByteArray());
    return records;
  }
}
