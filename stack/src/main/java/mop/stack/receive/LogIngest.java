package mop.stack.receive;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.logs.LogStore;
import mop.stack.logs.PushResult;
import mop.stack.logs.Rejection;
import mop.stack.logs.ingest.DecodedLogs;
import mop.stack.logs.ingest.LokiPush;
import mop.stack.logs.ingest.OtlpLogs;
import mop.stack.otlp.InvalidOtlp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the entries of OTLP logs and of Loki pushes stored. Thread-safe. */
public final class LogIngest implements LokiPushReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(LogIngest.class);

  /** When a client may try again after the disk was full. */
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(10);

  /** When a client may try again after there was no room for its streams. */
  private static final Duration MEMORY_RETRY = Duration.ofSeconds(5);

  private final LogStore store;
  private final InstantSource clock;

  public LogIngest(LogStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Stores a serialized {@code ExportLogsServiceRequest}. */
  public Receipt receive(byte[] request, int offset, int length) {
    Instant now = clock.instant();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    try {
      byte[] message = Arrays.copyOfRange(request, offset, offset + length);
      return push(OtlpLogs.decode(message, nanos), now);
    } catch (InvalidOtlp e) {
      return new Receipt.Invalid("not an OTLP logs request: " + e.getMessage());
    }
  }

  @Override
  public Receipt push(Format format, byte[] request, int offset, int length) {
    byte[] body = Arrays.copyOfRange(request, offset, offset + length);
    try {
      DecodedLogs logs =
          switch (format) {
            case PROTOBUF -> LokiPush.protobuf(body);
            case JSON -> LokiPush.json(body);
          };
      return push(logs, clock.instant());
    } catch (InvalidInput e) {
      return new Receipt.Invalid(String.valueOf(e.getMessage()));
    }
  }

  private Receipt push(DecodedLogs logs, Instant now) {
    try {
      PushResult result = store.push(logs.streams(), now);
      List<Rejection> rejections = new ArrayList<>(logs.rejections());
      rejections.addAll(result.rejections());
      return receipt(result, rejections);
    } catch (IOException e) {
      LOG.warn("logs cannot be stored: {}", e.getMessage());
      return new Receipt.Unavailable("logs cannot be stored now", STORAGE_RETRY);
    }
  }

  private static Receipt receipt(PushResult result, List<Rejection> rejections) {
    if (rejections.isEmpty()) {
      return Receipt.accepted();
    }
    String message = rejections.getFirst().message();
    if (result.retryable()) {
      return new Receipt.Overloaded(message, MEMORY_RETRY);
    }
    long rejected = rejections.stream().mapToLong(Rejection::entries).sum();
    return new Receipt.Partial(rejected, message);
  }
}
