package mop.simulator.engine;

import java.util.List;
import mop.simulator.wire.Headers;

/**
 * A topology ready to run.
 *
 * @param serviceNames by service index
 * @param entries where business traces begin
 * @param probes health checks of each pod, by pod index
 * @param dependencies by dependency index
 * @param paths by path index
 * @param pods by pod index
 */
record Compiled(
    List<String> serviceNames,
    List<Node> nodes,
    List<EntryPoint> entries,
    List<Probe> probes,
    List<Dependency> dependencies,
    List<Path> paths,
    List<Pod> pods) {

  /**
   * @param share among all business traces, adding up to 1
   */
  record EntryPoint(Node node, double share) {}

  /**
   * @param pod index of the pod that is asked
   */
  record Probe(int pod, Node alive, Node ready) {}

  /** What a service needs that has no spans of its own. */
  record Dependency(int service, String name) {}

  /**
   * A path that few calls take.
   *
   * @param target the operation that it leads to
   */
  record Path(int index, String name, Node target) {}

  /** One instance of a service. */
  record Pod(int service, Headers headers, PeerAddress address) {}

  /** The text of a pod's address. */
  @SuppressWarnings("ArrayRecordComponent") // handed on as bytes, never compared
  record PeerAddress(byte[] text) {}
}
