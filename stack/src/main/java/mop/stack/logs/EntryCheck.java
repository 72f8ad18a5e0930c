package mop.stack.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import mop.stack.labels.Labels;
import mop.stack.logs.Rejection.Reason;
import mop.stack.logs.chunk.ChunkBuilder;

/** Loki's limits, in the order in which its distributor looks at them. */
final class EntryCheck {
  private final LogLimits limits;

  EntryCheck(LogLimits limits) {
    this.limits = limits;
  }

  /** Why none of a stream's entries can be taken. */
  Optional<Rejection> stream(StreamEntries stream) {
    Labels labels = stream.labels();
    if (labels.size() == 0) {
      return refuse(
          Reason.MISSING_LABELS, stream, "error at least one label pair is required per stream");
    }
    int names = labels.size() - (labels.get("service_name").isEmpty() ? 0 : 1);
    if (names > limits.labelNames()) {
      return refuse(
          Reason.MAX_LABEL_NAMES,
          stream,
          "entry for stream '"
              + labels
              + "' has "
              + names
              + " label names; limit "
              + limits.labelNames());
    }
    for (int i = 0; i < labels.size(); i++) {
      if (utf8(labels.name(i)) > limits.labelNameBytes()) {
        return refuse(
            Reason.LABEL_NAME_TOO_LONG,
            stream,
            "stream '" + labels + "' has label name too long: '" + labels.name(i) + "'");
      }
      if (utf8(labels.value(i)) > limits.labelValueBytes()) {
        return refuse(
            Reason.LABEL_VALUE_TOO_LONG,
            stream,
            "stream '" + labels + "' has label value too long: '" + labels.value(i) + "'");
      }
    }
    return Optional.empty();
  }

  private static int utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<Rejection> refuse(Reason reason, StreamEntries stream, String message) {
    return Optional.of(new Rejection(reason, stream.entries().size(), message));
  }

  /** Why an entry cannot be taken. */
  Optional<Rejection> entry(Labels stream, PreparedEntry e, Instant now) {
    Optional<Rejection> age = age(stream, e.time(), now);
    if (age.isPresent()) {
      return age;
    }
    if (e.line().length > limits.lineBytes()) {
      return one(
          Reason.LINE_TOO_LONG,
          "max entry size '"
              + limits.lineBytes()
              + "' bytes exceeded for stream '"
              + stream
              + "' while adding an entry with length '"
              + e.line().length
              + "' bytes");
    }
    int bytes = ChunkBuilder.bytes(e.metadata());
    if (bytes > limits.metadataBytes()) {
      return one(
          Reason.STRUCTURED_METADATA_TOO_LARGE,
          "stream '"
              + stream
              + "' has structured metadata too large: '"
              + bytes
              + "' bytes, limit: '"
              + limits.metadataBytes()
              + "' bytes");
    }
    if (e.metadata().size() > limits.metadataEntries()) {
      return one(
          Reason.STRUCTURED_METADATA_TOO_MANY,
          "stream '"
              + stream
              + "' has too many structured metadata labels: '"
              + e.metadata().size()
              + "', limit: '"
              + limits.metadataEntries()
              + "'");
    }
    return Optional.empty();
  }

  private Optional<Rejection> age(Labels stream, long time, Instant now) {
    Instant at = Nanos.instant(time);
    Instant oldest = now.minus(limits.maxAge());
    if (!limits.maxAge().isZero() && at.isBefore(oldest)) {
      return one(
          Reason.GREATER_THAN_MAX_SAMPLE_AGE,
          "entry for stream '"
              + stream
              + "' has timestamp too old: "
              + at
              + ", oldest acceptable timestamp is: "
              + oldest);
    }
    if (!limits.maxAhead().isZero() && at.isAfter(now.plus(limits.maxAhead()))) {
      return one(
          Reason.TOO_FAR_IN_FUTURE,
          "entry for stream '" + stream + "' has timestamp too new: " + at);
    }
    return Optional.empty();
  }

  private static Optional<Rejection> one(Reason reason, String message) {
    return Optional.of(new Rejection(reason, 1, message));
  }
}
