package mop.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the stack until it is told to stop. */
@Command(
    name = "up",
    description = {
      "Receive, keep and answer traces, metrics and logs until stopped.",
      "What is acknowledged is on the disk; the next start finds it again.",
      "Exit 0 after SIGTERM or Ctrl-C, 13 if a port or the folder is in use."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./workbench stack up",
      "  ./workbench stack up --dir /var/tmp/stack --prometheus 19090"
    })
final class StackUpCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      defaultValue = "embedded",
      description = "Which stack. Default: ${DEFAULT-VALUE}, in this process.")
  String stack = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: reports/stack.")
  @Nullable Path dir;

  @Option(
      names = "--otlp-grpc",
      paramLabel = "PORT",
      defaultValue = "4317",
      description = "OTLP/gRPC. Default: ${DEFAULT-VALUE}; 0 for any free port.")
  int otlpGrpc;

  @Option(
      names = "--otlp-http",
      paramLabel = "PORT",
      defaultValue = "4318",
      description = "OTLP/HTTP. Default: ${DEFAULT-VALUE}.")
  int otlpHttp;

  @Option(
      names = "--prometheus",
      paramLabel = "PORT",
      defaultValue = "9090",
      description = "Prometheus API and remote write. Default: ${DEFAULT-VALUE}.")
  int prometheus;

  @Option(
      names = "--loki",
      paramLabel = "PORT",
      defaultValue = "3100",
      description = "Loki API and push. Default: ${DEFAULT-VALUE}.")
  int loki;

  @Option(
      names = "--tempo",
      paramLabel = "PORT",
      defaultValue = "3200",
      description = "Tempo API. Default: ${DEFAULT-VALUE}.")
  int tempo;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "Address to listen on. Default: ${DEFAULT-VALUE}. One that",
        "other machines reach needs the three files below."
      })
  String listen = "";

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain (PEM).")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM, PKCS #8).")
  @Nullable Path key;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the bearer token that clients must show.")
  @Nullable Path token;

  @Override
  public Integer call() throws IOException {
    if (!stack.equals("embedded")) {
      throw new ParameterException(
          spec.commandLine(), "Unknown stack '" + stack + "'; there is: embedded");
    }
    if ((certificate == null) != (key == null)) {
      throw new ParameterException(
          spec.commandLine(), "--tls-cert and --tls-key belong together; one is missing");
    }
    Path folder = dir != null ? dir : Workbench.home().resolve("reports").resolve("stack");
    StackServing serving = new StackServing(folder, listen, certificate, key, token);
    serving.run(List.of(otlpGrpc, otlpHttp, prometheus, loki, tempo), spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
