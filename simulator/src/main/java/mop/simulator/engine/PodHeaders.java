package mop.simulator.engine;

import static mop.simulator.wire.Otlp.Attribute.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import mop.simulator.graph.Language;
import mop.simulator.graph.Service;
import mop.simulator.wire.Headers;
import mop.simulator.wire.Otlp;

/**
 * The resource and the scopes that a pod's exporter sends, as Kubernetes and the SDKs name them.
 */
final class PodHeaders {
  private static final int NODES = 7;

  private PodHeaders() {}

  /**
   * @param service index of the service
   * @param pod index of the pod among all, at most 145
   */
  static Compiled.Pod pod(Service of, int service, int pod) {
    String name =
        String.format(
            Locale.ROOT,
            "%s-%08x-%05x",
            of.name(),
            (of.name() + of.version()).hashCode(),
            0x5a5a5 ^ (pod * 7919));
    String address = String.format(Locale.ROOT, "10.244.%d.%d", 101 + pod % NODES, 110 + pod);
    Language language = of.language();
    Headers headers =
        new Headers(
            Otlp.resource(
                List.of(
                    text("service.name", of.name()),
                    text("service.namespace", "shop"),
                    text("service.version", of.version()),
                    text("service.instance.id", "shop." + name),
                    text("deployment.environment.name", "production"),
                    text("k8s.namespace.name", "shop"),
                    text("k8s.deployment.name", of.name()),
                    text("k8s.pod.name", name),
                    text("k8s.node.name", "node-" + pod % NODES),
                    text("telemetry.sdk.language", language.sdk()))),
            Otlp.schemaUrl(Otlp.SCHEMA_URL),
            Otlp.scope(language.inbound()),
            Otlp.scope(language.outbound()));
    return new Compiled.Pod(
        service, headers, new Compiled.PeerAddress(address.getBytes(StandardCharsets.US_ASCII)));
  }
}
