package mop.simulator.graph;

/** How an operation is called. */
public sealed interface Protocol {

  /**
   * @param route template as the framework knows it, for example {@code /product/{productId}}
   * @param path pattern of the path that is really called, with slots such as {@code ${product}}
   */
  record Http(String method, String route, String path) implements Protocol {}

  /**
   * @param method fully qualified, for example {@code shop.catalog.v1.Catalog/GetProduct}
   */
  record Grpc(String method) implements Protocol {}

  /**
   * @param group the Kafka consumer group that handles messages of the topic
   */
  record Message(String topic, String group) implements Protocol {}

  /** Begun by a clock inside the service. */
  record Job() implements Protocol {}
}
