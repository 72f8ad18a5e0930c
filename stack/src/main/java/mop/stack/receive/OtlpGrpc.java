package mop.stack.receive;

import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mop.stack.http.BearerToken;
import mop.stack.http.Binding;
import mop.stack.http.ByteBudget;
import mop.stack.otlp.Signal;
import mop.stack.receive.RawRequests.Inbound;

/**
 * OTLP/gRPC: the export methods of traces, metrics and logs, with plain, gzip and Zstandard
 * messages. Connections are pinged each minute and dropped when they do not answer within 20 s;
 * clients may ping every 10 s.
 */
public final class OtlpGrpc implements Closeable {
  private static final int MAX_METADATA_BYTES = 1 << 14;
  private static final int MAX_CALLS_PER_CONNECTION = 128;
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int STOP_SECONDS = 10;
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;

  private OtlpGrpc(Server server, ExecutorService threads, ScheduledExecutorService timer) {
    this.server = server;
    this.threads = threads;
    this.timer = timer;
  }

  /**
   * Begins to listen.
   *
   * @throws BindException when the port is taken or not allowed; the message names the address
   */
  public static OtlpGrpc start(
      Binding binding,
      Receiver receiver,
      ReceiveLimits limits,
      ReceiveCounters counters,
      ByteBudget budget)
      throws IOException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("otlp-grpc-timer").factory());
    NettyServerBuilder builder = builder(binding, limits, budget).executor(threads);
    for (Signal signal : new Signal[] {Signal.TRACES, Signal.METRICS, Signal.LOGS}) {
      builder.addService(
          service(
              signal,
              limits,
              (call, headers) -> new ExportCall(signal, call, receiver, limits, counters, timer)));
    }
    try {
      return new OtlpGrpc(builder.build().start(), threads, timer);
    } catch (IOException e) {
      threads.shutdown();
      timer.shutdown();
      throw named(binding, e);
    }
  }

  private static NettyServerBuilder builder(
      Binding binding, ReceiveLimits limits, ByteBudget budget) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(binding.address())
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
            .initialFlowControlWindow(WINDOW_BYTES)
            .handshakeTimeout(10, TimeUnit.SECONDS)
            .keepAliveTime(1, TimeUnit.MINUTES)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .decompressorRegistry(
                DecompressorRegistry.emptyInstance()
                    .with(Codec.Identity.NONE, false)
                    .with(new Codec.Gzip(), true)
                    .with(new ZstdDecompressor(), true))
            .addStreamTracerFactory(InFlightCall.factory(budget, limits.maxRequestBytes()));
    binding
        .tls()
        .ifPresent(tls -> {
          tls.context();
          builder.useTransportSecurity(tls.certificates().toFile(), tls.key().toFile());
        });
    binding.token().ifPresent(token -> builder.intercept(asking(token)));
    return builder;
  }

  private static ServerInterceptor asking(BearerToken token) {
    return new ServerInterceptor() {
      @Override
      public <Q, P> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        if (token.isIn(headers.get(AUTHORIZATION))) {
          return next.startCall(call, headers);
        }
        call.close(
            Status.UNAUTHENTICATED.withDescription("a bearer token is needed"), new Metadata());
        return new ServerCall.Listener<>() {};
      }
    };
  }

  private static ServerServiceDefinition service(
      Signal signal, ReceiveLimits limits, ServerCallHandler<Inbound, byte[]> handler) {
    String name =
        switch (signal) {
          case TRACES -> "opentelemetry.proto.collector.trace.v1.TraceService";
          case METRICS -> "opentelemetry.proto.collector.metrics.v1.MetricsService";
          case LOGS -> "opentelemetry.proto.collector.logs.v1.LogsService";
          case PROFILES -> throw new IllegalArgumentException("profiles are not received");
        };
    MethodDescriptor<Inbound, byte[]> method =
        MethodDescriptor.<Inbound, byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(name, "Export"))
            .setRequestMarshaller(new RawRequests(limits.maxRequestBytes()))
            .setResponseMarshaller(new RawRequests.Responses())
            .build();
    return ServerServiceDefinition.builder(
            ServiceDescriptor.newBuilder(name).addMethod(method).build())
        .addMethod(method, handler)
        .build();
  }

  /** The transport fails with the real reason several causes deep. */
  private static BindException named(Binding binding, IOException e) {
    Throwable reason = e;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    String said = String.valueOf(reason.getMessage()).replaceFirst("^bind\\(.*\\): ", "");
    BindException bind = new BindException(binding + ": " + said);
    bind.initCause(e);
    return bind;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().getFirst();
  }

  /** Stops listening, and waits up to ten seconds for calls that have arrived. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
    timer.shutdown();
  }
}
