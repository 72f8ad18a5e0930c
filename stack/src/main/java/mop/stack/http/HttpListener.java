package mop.stack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import mop.analysis.input.InvalidInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one port and answers by its routes, each request on a virtual thread of its own, on
 * the JDK's server. Its limits are properties of the JDK that count for the whole process; those
 * that were set before are left:
 *
 * <ul>
 *   <li>headers: 64 KiB in at most 200, as the request line
 *   <li>a request must have arrived 30 s after its first byte, its answer must have left 180 s
 *       later (Prometheus' {@code query.timeout} is 2 minutes)
 *   <li>1,024 connections a listener; idle ones are closed after 5 minutes, as by Prometheus'
 *       {@code web.read-timeout}
 *   <li>of a body that is refused up to 32 MiB are read and thrown away, so that the client gets to
 *       see the answer instead of a broken connection
 * </ul>
 */
public final class HttpListener implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int BACKLOG = 128;
  private static final int STOP_SECONDS = 10;

  static {
    limit("sun.net.httpserver.maxReqHeaderSize", "65536");
    limit("sun.net.httpserver.maxReqTime", "30");
    limit("sun.net.httpserver.maxRspTime", "180");
    limit("sun.net.httpserver.idleInterval", "300");
    limit("sun.net.httpserver.maxIdleConnections", "1024");
    limit("jdk.httpserver.maxConnections", "1024");
    limit("sun.net.httpserver.drainAmount", Integer.toString(32 << 20));
    limit("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final Binding binding;
  private final Routes routes;
  private final ByteBudget budget;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger inFlight = new AtomicInteger();

  private HttpListener(HttpServer server, Binding binding, Routes routes, ByteBudget budget) {
    this.server = server;
    this.binding = binding;
    this.routes = routes;
    this.budget = budget;
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Begins to listen.
   *
   * @throws BindException when the port is taken or not allowed; the message names the address
   */
  public static HttpListener start(Binding binding, Routes routes, ByteBudget budget)
      throws IOException {
    HttpServer server = bind(binding);
    HttpListener listener = new HttpListener(server, binding, routes, budget);
    server.setExecutor(listener.threads);
    server.createContext("/", listener::exchange);
    server.start();
    return listener;
  }

  private static HttpServer bind(Binding binding) throws IOException {
    try {
      if (binding.tls().isEmpty()) {
        return HttpServer.create(binding.address(), BACKLOG);
      }
      SSLContext context = binding.tls().get().context();
      HttpsServer server = HttpsServer.create(binding.address(), BACKLOG);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return server;
    } catch (BindException e) {
      BindException named = new BindException(binding + ": " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try (exchange) {
      write(exchange, answer(exchange));
    } catch (RuntimeException | Error e) {
      LOG.error("request {} {} failed", exchange.getRequestMethod(), path(exchange), e);
      throw e;
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().getRawPath();
  }

  private Response answer(HttpExchange exchange) {
    try {
      if (binding.token().isPresent()
          && !binding.token().get().isIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
        return Response.text(401, "a bearer token is needed\n").with("WWW-Authenticate", "Bearer");
      }
      String path = path(exchange);
      var match = routes.find(exchange.getRequestMethod(), path);
      if (match.isEmpty()) {
        return Response.text(405, "Method Not Allowed\n").with("Allow", routes.allowed(path));
      }
      Map<String, String> variables = match.get().variables();
      return match.get().handler().handle(new Request(exchange, variables, budget));
    } catch (Refusal e) {
      return Response.text(e.status(), e.text() + "\n");
    } catch (IOException | InvalidInput e) {
      LOG.warn("{} {} failed: {}", exchange.getRequestMethod(), path(exchange), e.getMessage());
      return Response.text(500, e.getMessage() + "\n");
    } catch (RuntimeException e) {
      LOG.error("{} {} failed, a bug of ours", exchange.getRequestMethod(), path(exchange), e);
      return Response.text(500, "internal error\n");
    }
  }

  private static void write(HttpExchange exchange, Response response) throws IOException {
    if (!response.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
    }
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(response.body());
      }
    }
  }

  /**
   * Stops listening, and waits up to ten seconds for requests that have arrived. The JDK's server
   * takes a client that hangs up at the wrong moment for a request and then waits in vain; so it is
   * given a second only when we know of none.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.stop(inFlight.get() > 0 ? STOP_SECONDS : 1);
      threads.shutdown();
    }
  }
}
