package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mop.analysis.input.InvalidInput;
import mop.experiments.run.EnvironmentUnfit;
import mop.stack.http.BearerToken;
import mop.stack.http.Binding;
import mop.stack.http.Tls;
import mop.stack.server.EmbeddedStack;
import mop.stack.server.Endpoint;
import mop.stack.server.StackInUse;
import org.jspecify.annotations.Nullable;

/** Runs an embedded stack until the process is told to end. */
final class StackServing {
  private static final List<Integer> WIDTHS = List.of(16, 28, 30);
  private static final List<Integer> FOLDER_WIDTHS = List.of(16, 60);
  private static final int MAX_PORT = 65_535;

  private final Path folder;
  private final String host;
  private final Optional<Tls> tls;
  private final Optional<BearerToken> token;

  StackServing(
      Path folder,
      String host,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Path token) {
    this.folder = folder;
    this.host = host;
    this.tls =
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new Tls(certificate, key));
    this.token = Optional.ofNullable(token).map(BearerToken::read);
  }

  /**
   * Serves until SIGTERM or SIGINT, then ends the process with exit code 0. Returns only if the
   * waiting thread is interrupted.
   *
   * @param ports of the endpoints in their order
   */
  void run(List<Integer> ports, PrintWriter out) throws IOException {
    EmbeddedStack stack = start(bindings(ports));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, out), "stop"));
    stack.recovery().forEach(line -> out.println("! " + line));
    print(stack.addresses(), out);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<Endpoint, Binding> bindings(List<Integer> ports) {
    Map<Endpoint, Binding> bindings = new EnumMap<>(Endpoint.class);
    Iterator<Integer> next = ports.iterator();
    for (Endpoint endpoint : Endpoint.values()) {
      int port = next.next();
      if (port < 0 || port > MAX_PORT) {
        throw new InvalidInput(
            "port of " + endpoint.title(), Integer.toString(port), "0 to 65535", "Name another.");
      }
      bindings.put(endpoint, Binding.of(host, port, tls, token));
    }
    return bindings;
  }

  private EmbeddedStack start(Map<Endpoint, Binding> bindings) throws IOException {
    try {
      return EmbeddedStack.start(folder, bindings, InstantSource.system());
    } catch (BindException e) {
      throw new EnvironmentUnfit(
          "Cannot listen on "
              + e.getMessage()
              + "; stop what listens there, or choose another port (see stack up --help).");
    } catch (StackInUse e) {
      throw new EnvironmentUnfit(e.getMessage() + ".");
    }
  }

  private void print(Map<Endpoint, InetSocketAddress> addresses, PrintWriter out) {
    out.println("The embedded stack serves; stop it with Ctrl-C or SIGTERM.");
    out.print(new TextTable(FOLDER_WIDTHS).row("kept in", folder.toString()));
    TextTable table = new TextTable(WIDTHS).row("endpoint", "address", "datasource of Grafana");
    for (Endpoint endpoint : Endpoint.values()) {
      InetSocketAddress address = addresses.get(endpoint);
      if (address != null) {
        table.row(endpoint.title(), text(address), datasource(endpoint, address));
      }
    }
    out.print(table);
    if (token.isPresent()) {
      out.println("clients must send: Authorization: Bearer …, with the token of the file");
    }
    out.flush();
  }

  private static String text(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String name = host.isAnyLocalAddress() ? "*" : host.getHostAddress();
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort();
  }

  private String datasource(Endpoint endpoint, InetSocketAddress address) {
    String scheme = tls.isPresent() ? "https://" : "http://";
    String url = scheme + text(address).replace("*", "localhost");
    return switch (endpoint) {
      case OTLP_GRPC, OTLP_HTTP -> "";
      case PROMETHEUS, LOKI, TEMPO -> url;
    };
  }

  /** Ends the process itself: the JVM would say 143 or 130, though everything is in order. */
  private static void stop(EmbeddedStack stack, PrintWriter out) {
    int exit = ExitCode.DONE;
    try {
      stack.close();
      out.println("stopped");
    } catch (IOException e) {
      System.err.println("The stack did not stop cleanly: " + e.getMessage());
      exit = ExitCode.RUN_FAILED;
    }
    out.flush();
    Runtime.getRuntime().halt(exit);
  }
}
