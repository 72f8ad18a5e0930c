package mop.stack.receive;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import mop.stack.metrics.AppendOutcome;
import mop.stack.metrics.MetricStore;
import mop.stack.metrics.Refusal;
import mop.stack.metrics.ingest.Ingested;
import mop.stack.metrics.ingest.OtlpMetrics;
import mop.stack.metrics.ingest.RemoteWrite;
import mop.stack.otlp.InvalidOtlp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the samples of OTLP metrics and of remote write stored. Thread-safe. */
public final class MetricIngest implements RemoteWriteReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(MetricIngest.class);

  /** When a client may try again after the disk was full. */
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(10);

  /** When a client may try again after there was no room for its series. */
  private static final Duration MEMORY_RETRY = Duration.ofSeconds(5);

  private final MetricStore store;
  private final InstantSource clock;

  public MetricIngest(MetricStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Stores a serialized {@code ExportMetricsServiceRequest}. */
  public Receipt receive(byte[] request, int offset, int length) {
    try {
      Ingested ingested = OtlpMetrics.decode(request, offset, length);
      AppendOutcome outcome = store.append(ingested.batch(), clock.millis());
      if (isShed(outcome)) {
        return new Receipt.Overloaded(outcome.example(), MEMORY_RETRY);
      }
      long rejected = ingested.rejectedCount() + outcome.refusedCount();
      return rejected == 0
          ? Receipt.accepted()
          : new Receipt.Partial(rejected, example(ingested, outcome));
    } catch (InvalidOtlp e) {
      return new Receipt.Invalid("not an OTLP metrics request: " + e.getMessage());
    } catch (IOException e) {
      return unavailable(e);
    }
  }

  @Override
  public Written write(Version version, byte[] request, int offset, int length) {
    byte[] message = Arrays.copyOfRange(request, offset, offset + length);
    try {
      Ingested ingested =
          switch (version) {
            case V1 -> RemoteWrite.version1(message);
            case V2 -> RemoteWrite.version2(message);
          };
      AppendOutcome outcome = store.append(ingested.batch(), clock.millis());
      return new Written(
          receipt(ingested, outcome),
          outcome.samples() - outcome.histograms(),
          outcome.histograms(),
          outcome.exemplars());
    } catch (InvalidOtlp e) {
      return nothing(new Receipt.Invalid("not a remote write request: " + e.getMessage()));
    } catch (IOException e) {
      return nothing(unavailable(e));
    }
  }

  private static Written nothing(Receipt receipt) {
    return new Written(receipt, 0, 0, 0);
  }

  /** Prometheus, too, says 400 when it did not take a sample, but nothing of exemplars. */
  private static Receipt receipt(Ingested ingested, AppendOutcome outcome) {
    if (isShed(outcome)) {
      return new Receipt.Overloaded(outcome.example(), MEMORY_RETRY);
    }
    boolean lost = outcome.refused().keySet().stream().anyMatch(r -> !isOfExemplars(r));
    return ingested.rejectedCount() > 0 || lost
        ? new Receipt.Invalid(example(ingested, outcome))
        : Receipt.accepted();
  }

  private static boolean isOfExemplars(Refusal refusal) {
    return switch (refusal) {
      case EXEMPLAR_OUT_OF_ORDER, EXEMPLAR_TOO_LONG, EXEMPLAR_WITHOUT_SERIES -> true;
      case OUT_OF_ORDER, OUT_OF_BOUNDS, TOO_OLD, DUPLICATE, SERIES_LIMIT, MEMORY_LIMIT -> false;
    };
  }

  private static boolean isShed(AppendOutcome outcome) {
    Map<Refusal, Integer> refused = outcome.refused();
    return refused.keySet().stream().anyMatch(Refusal::shed);
  }

  private static String example(Ingested ingested, AppendOutcome outcome) {
    return ingested.example().isEmpty() ? outcome.example() : ingested.example();
  }

  private static Receipt unavailable(IOException e) {
    LOG.warn("metrics cannot be stored: {}", e.getMessage());
    return new Receipt.Unavailable("metrics cannot be stored now", STORAGE_RETRY);
  }
}
