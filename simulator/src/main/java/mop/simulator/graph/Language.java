package mop.simulator.graph;

import java.util.Locale;

/** The language of a service, and the instrumentation that watches it. */
public enum Language {
  JAVA(
      "io.opentelemetry.grpc-1.6 2.21.0-alpha",
      "io.opentelemetry.jdbc 2.21.0-alpha",
      "java.lang.IllegalStateException",
      """
      \tat shop.Handler.handle(Handler.java:118)
      \tat shop.Interceptor.intercept(Interceptor.java:42)
      \tat io.grpc.stub.ServerCalls$UnaryServerCallHandler.onHalfClose(ServerCalls.java:182)
      \tat io.grpc.internal.ServerCallImpl.halfClosed(ServerCallImpl.java:356)
      \tat io.grpc.internal.SerializingExecutor.run(SerializingExecutor.java:133)
      \tat java.base/java.lang.VirtualThread.run(VirtualThread.java:329)
      """),
  GO(
      "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc 0.63.0",
      "github.com/XSAM/otelsql 0.40.0",
      "*errors.errorString",
      """
      shop/internal/server.(*Server).handle
      \t/src/internal/server/server.go:87
      google.golang.org/grpc.(*Server).processUnaryRPC
      \t/go/pkg/grpc/server.go:1405
      google.golang.org/grpc.(*Server).handleStream
      \t/go/pkg/grpc/server.go:1815
      """),
  NODEJS(
      "@opentelemetry/instrumentation-http 0.207.0",
      "@opentelemetry/instrumentation-grpc 0.207.0",
      "Error",
      """
      Error: request failed
          at handler (/app/dist/routes.js:211:13)
          at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
      """),
  PYTHON(
      "opentelemetry.instrumentation.grpc 0.59b0",
      "opentelemetry.instrumentation.redis 0.59b0",
      "ValueError",
      """
      Traceback (most recent call last):
        File "/app/server.py", line 96, in handle
          return self.model.predict(request)
        File "/app/model.py", line 51, in predict
          raise ValueError(reason)
      """),
  DOTNET(
      "Microsoft.AspNetCore 9.0.0",
      "OpenTelemetry.Instrumentation.StackExchangeRedis 1.13.0-beta.1",
      "System.InvalidOperationException",
      """
         at Shop.Services.Handler.HandleAsync(Request request) in /src/Handler.cs:line 74
         at Grpc.AspNetCore.Server.Internal.CallHandlers.UnaryServerCallHandler.HandleCallAsync
      """),
  RUST(
      "tonic-tracing-opentelemetry 0.29.0",
      "reqwest-tracing 0.5.8",
      "anyhow::Error",
      """
      0: shop::handler::handle
      1: tower::service::call
      2: hyper::proto::h2::server
      """),
  RUBY(
      "OpenTelemetry::Instrumentation::Rack 0.28.2",
      "OpenTelemetry::Instrumentation::Mysql2 0.31.1",
      "StandardError",
      """
      /app/lib/reviews.rb:63:in 'handle'
      /app/lib/server.rb:28:in 'call'
      """),
  CPP("shop.currency 1.4.2", "shop.currency.client 1.4.2", "std::runtime_error", "");

  private final String inbound;
  private final String outbound;
  private final String exceptionType;
  private final String stackTrace;

  Language(String inbound, String outbound, String exceptionType, String stackTrace) {
    this.inbound = inbound;
    this.outbound = outbound;
    this.exceptionType = exceptionType;
    this.stackTrace = stackTrace;
  }

  /** Value of {@code telemetry.sdk.language}. */
  public String sdk() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name and version of what watches SERVER, CONSUMER and INTERNAL spans, a space between. */
  public String inbound() {
    return inbound;
  }

  /** Name and version of what watches CLIENT and PRODUCER spans, a space between. */
  public String outbound() {
    return outbound;
  }

  /** Value of {@code exception.type} when the service's own code fails. */
  public String exceptionType() {
    return exceptionType;
  }

  /** Value of {@code exception.stacktrace}; empty where the language records none. */
  public String stackTrace() {
    return stackTrace;
  }
}
