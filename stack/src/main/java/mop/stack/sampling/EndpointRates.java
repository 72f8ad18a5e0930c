package mop.stack.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the adaptive sampler has come to do at each endpoint, for its export: mean probability of
 * usual, slow and failed traces. The first {@link #MAX_ENDPOINTS} endpoints are told apart.
 */
final class EndpointRates {
  static final int MAX_ENDPOINTS = 512;

  /** A class of traces at one endpoint. */
  static final class Mean {
    private double sum;
    private long count;

    private void add(double p) {
      sum += p;
      count++;
    }

    long count() {
      return count;
    }

    /** Mean probability in percent; 100 while nothing was seen. */
    double percent() {
      return count == 0 ? 100 : 100 * sum / count;
    }

    private void add(Mean other) {
      sum += other.sum;
      count += other.count;
    }
  }

  /** One endpoint. */
  static final class Endpoint {
    private final String service;
    private final String operation;
    private final int operationIndex;
    private final Mean usual = new Mean();
    private final Mean slow = new Mean();
    private final Mean failed = new Mean();

    private Endpoint(String service, String operation, int operationIndex) {
      this.service = service;
      this.operation = operation;
      this.operationIndex = operationIndex;
    }

    String service() {
      return service;
    }

    String operation() {
      return operation;
    }

    int operationIndex() {
      return operationIndex;
    }

    Mean usual() {
      return usual;
    }

    Mean slow() {
      return slow;
    }

    Mean failed() {
      return failed;
    }

    private long traces() {
      return usual.count + slow.count + failed.count;
    }

    void add(TraceTraits traits, double p) {
      (traits.error() != 0 ? failed : traits.rootClass() > 1 ? slow : usual).add(p);
    }
  }

  private final Map<Long, Endpoint> endpoints = new LinkedHashMap<>();
  private final Endpoint others = new Endpoint("", "", 0);

  /** The endpoint of that hash; empty when it is to be added with its names. */
  Optional<Endpoint> find(long hash) {
    Endpoint known = endpoints.get(hash);
    if (known == null && endpoints.size() == MAX_ENDPOINTS) {
      return Optional.of(others);
    }
    return Optional.ofNullable(known);
  }

  Endpoint add(long hash, String service, String operation, int operationIndex) {
    Endpoint added = new Endpoint(service, operation, operationIndex);
    endpoints.put(hash, added);
    return added;
  }

  /** Up to {@code limit} endpoints, those with most traces first. */
  List<Endpoint> busiest(int limit) {
    List<Endpoint> sorted = new ArrayList<>(endpoints.values());
    sorted.sort(Comparator.comparingLong(Endpoint::traces).reversed());
    return sorted.subList(0, Math.min(limit, sorted.size()));
  }

  /** All endpoints together. */
  Endpoint all() {
    Endpoint all = new Endpoint("", "", 0);
    List<Endpoint> every = new ArrayList<>(endpoints.values());
    every.add(others);
    for (Endpoint endpoint : every) {
      all.usual.add(endpoint.usual);
      all.slow.add(endpoint.slow);
      all.failed.add(endpoint.failed);
    }
    return all;
  }
}
