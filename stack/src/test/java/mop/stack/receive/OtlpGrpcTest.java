package mop.stack.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import com.google.protobuf.Any;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mop.stack.http.BearerToken;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.http.TestCertificate;
import mop.stack.otlp.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol itself, with a client that sends bytes and sees trailers. */
class OtlpGrpcTest {
  private static final String TRACES = "opentelemetry.proto.collector.trace.v1.TraceService/Export";
  static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final int MAX = 1 << 18;

  @TempDir Path folder;

  private final Recorder receiver = new Recorder();
  private final ReceiveCounters counters = new ReceiveCounters();
  private final ByteBudget budget = new ByteBudget(1 << 20);
  private OtlpGrpc grpc;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    grpc = listen(Binding.loopback(0), Duration.ofSeconds(20), receiver);
    channel = plain(grpc);
  }

  private OtlpGrpc listen(Binding binding, Duration arrival, Receiver to) throws IOException {
    ReceiveLimits limits = new ReceiveLimits(MAX, arrival, Duration.ofMillis(1500));
    return OtlpGrpc.start(binding, to, limits, counters, budget);
  }

  private static ManagedChannel plain(OtlpGrpc to) {
    return NettyChannelBuilder.forAddress("127.0.0.1", to.address().getPort())
        .usePlaintext()
        .compressorRegistry(compressors())
        .build();
  }

  private void restart(OtlpGrpc next, ManagedChannel to) throws InterruptedException {
    stop();
    grpc = next;
    channel = to;
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    grpc.close();
    assertThat(budget.held()).isZero();
  }

  private static CompressorRegistry compressors() {
    CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
    registry.register(io.grpc.Codec.Identity.NONE);
    registry.register(new io.grpc.Codec.Gzip());
    registry.register(
        new Compressor() {
          @Override
          public String getMessageEncoding() {
            return "zstd";
          }

          @Override
          public OutputStream compress(OutputStream out) throws IOException {
            return new ZstdOutputStream(out);
          }
        });
    return registry;
  }

  enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    AS_THEY_ARE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** How a call ended. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Ended(Status status, Metadata trailers, byte[] message) {}

  /** A call that was begun. */
  private record Call(ClientCall<byte[], byte[]> call, BlockingQueue<Ended> end) {
    Ended await() throws InterruptedException {
      return Objects.requireNonNull(end.poll(20, TimeUnit.SECONDS), "no end within 20 s");
    }
  }

  /** Begins a call; as a stream, since of a unary call nothing leaves before its message. */
  private Call begin(String method, Metadata headers, CallOptions options) {
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
            .setFullMethodName(method)
            .setRequestMarshaller(Bytes.AS_THEY_ARE)
            .setResponseMarshaller(Bytes.AS_THEY_ARE)
            .build();
    ClientCall<byte[], byte[]> call = channel.newCall(descriptor, options);
    BlockingQueue<Ended> end = new LinkedBlockingQueue<>();
    call.start(
        new ClientCall.Listener<>() {
          private byte[] message = new byte[0];

          @Override
          public void onMessage(byte[] bytes) {
            message = bytes;
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.add(new Ended(status, trailers, message));
          }
        },
        headers);
    call.request(1);
    return new Call(call, end);
  }

  private Ended export(byte[] request, CallOptions options) throws InterruptedException {
    Call call = begin(TRACES, new Metadata(), options);
    call.call().sendMessage(request);
    call.call().halfClose();
    return call.await();
  }

  private Ended export(byte[] request) throws InterruptedException {
    return export(request, CallOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "gzip"})
  void compressedMessagesAreHandedOnPlain(String coding) throws Exception {
    byte[] request = new byte[100_000];
    new java.util.SplittableRandom(1).nextBytes(request);

    Ended ended = export(request, CallOptions.DEFAULT.withCompression(coding));

    assertThat(ended.status().isOk()).isTrue();
    assertThat(ended.message()).isEmpty();
    assertThat(receiver.next().request()).isEqualTo(request);
  }

  @Test
  void partialSuccessIsTold() throws Exception {
    receiver.answering(new Receipt.Partial(2, "span without id"));

    var success = ExportTraceServiceResponse.parseFrom(export(new byte[0]).message());

    assertThat(success.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
    assertThat(success.getPartialSuccess().getErrorMessage()).isEqualTo("span without id");
  }

  @Test
  void whoIsToComeAgainIsToldWhen() throws Exception {
    receiver.answering(
        new Receipt.Overloaded("busy", Duration.ofMillis(1500)),
        new Receipt.Unavailable("disk full", Duration.ofSeconds(30)));

    Ended busy = export(new byte[3]);
    Ended full = export(new byte[3]);

    assertThat(busy.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(busy.status().getDescription()).isEqualTo("busy");
    assertThat(full.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    StatusDetails details = StatusDetails.parse(busy.trailers().get(DETAILS));
    assertThat(details.code()).isEqualTo(8);
    assertThat(details.retryAfter()).hasValue(Duration.ofMillis(1500));
    assertThat(StatusDetails.parse(full.trailers().get(DETAILS)).retryAfter())
        .hasValue(Duration.ofSeconds(30));
  }

  @Test
  void anInvalidRequestIsNotToComeAgain() throws Exception {
    receiver.answering(new Receipt.Invalid("no ids"));

    Ended ended = export(new byte[3]);

    assertThat(ended.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(StatusDetails.parse(ended.trailers().get(DETAILS)).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void aMessageLongerThanAllowedIsRefusedWhateverItsCompression(String coding) throws Exception {

    Ended ended = export(new byte[MAX + 1], CallOptions.DEFAULT.withCompression(coding));

    assertThat(ended.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(receiver.rest()).isEmpty();
  }

  @Test
  void bytesThatAreStillComingCountAndWhatIsTooMuchIsToldToComeAgain() throws Exception {
    try (ByteBudget.Lease others = budget.lease()) {
      assertThat(others.grow((1 << 20) - 50_000)).isTrue();

      Ended ended = export(new byte[200_000]);

      assertThat(ended.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(StatusDetails.parse(ended.trailers().get(DETAILS)).retryAfter())
          .hasValue(Duration.ofMillis(1500));
    }
    assertThat(receiver.rest()).isEmpty();
    assertThat(counters.counts(Signal.TRACES).refused()).isEqualTo(1);
    assertThat(export(new byte[200_000]).status().isOk()).isTrue();
  }

  @Test
  void aRequestThatDoesNotArriveEnds() throws Exception {
    OtlpGrpc next = listen(Binding.loopback(0), Duration.ofMillis(50), receiver);
    restart(next, plain(next));

    Ended ended = begin(TRACES, new Metadata(), CallOptions.DEFAULT).await();

    assertThat(ended.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aBugOfAStoreIsAnInternalErrorWithoutItsText() throws Exception {
    OtlpGrpc next =
        listen(
            Binding.loopback(0),
            Duration.ofSeconds(20),
            (signal, bytes, offset, length) -> {
              throw new IllegalStateException("secret");
            });
    restart(next, plain(next));

    Ended ended = export(new byte[3]);

    assertThat(ended.status().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(ended.status().getDescription()).isEqualTo("internal error");
  }

  @Test
  void otherMethodsAreUnimplemented() throws Exception {
    Call call = begin("opentelemetry.Other/Export", new Metadata(), CallOptions.DEFAULT);
    call.call().halfClose();

    assertThat(call.await().status().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void tlsAndTokenAreAskedFor() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    OtlpGrpc next =
        listen(
            new Binding(
                Binding.loopback(0).address(),
                Optional.of(certificate.tls()),
                Optional.of(BearerToken.read(token))),
            Duration.ofSeconds(20),
            receiver);
    restart(
        next,
        NettyChannelBuilder.forAddress("localhost", next.address().getPort())
            .sslContext(
                GrpcSslContexts.forClient()
                    .trustManager(certificate.tls().certificates().toFile())
                    .build())
            .build());

    assertThat(export(new byte[0]).status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer 0123456789abcdef");
    Call call = begin(TRACES, headers, CallOptions.DEFAULT);
    call.call().sendMessage(new byte[0]);
    call.call().halfClose();
    assertThat(call.await().status().isOk()).isTrue();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    Binding same = Binding.loopback(grpc.address().getPort());

    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> OtlpGrpc.start(same, receiver, ReceiveLimits.DEFAULT, counters, budget))
        .withMessageStartingWith("127.0.0.1:" + same.address().getPort() + ": ")
        .withMessageContaining("Address already in use");
  }

  /** {@code google.rpc.Status}, read with protobuf's own classes. */
  record StatusDetails(int code, Optional<Duration> retryAfter) {
    static StatusDetails parse(byte[] bytes) throws IOException {
      var in = com.google.protobuf.CodedInputStream.newInstance(bytes);
      int code = 0;
      Optional<Duration> delay = Optional.empty();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag >>> 3) {
          case 1 -> code = in.readInt32();
          case 3 -> {
            Any any = Any.parseFrom(in.readBytes());
            assertThat(any.getTypeUrl()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
            var info = any.getValue().newCodedInput();
            assertThat(info.readTag() >>> 3).isEqualTo(1);
            var duration = com.google.protobuf.Duration.parseFrom(info.readBytes());
            delay = Optional.of(Duration.ofSeconds(duration.getSeconds(), duration.getNanos()));
          }
          default -> in.skipField(tag);
        }
      }
      return new StatusDetails(code, delay);
    }
  }
}
