package mop.stack.traces;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.otlp.Origin;

/** The distinct resources, scopes and services of a block; spans refer to them by number. */
final class OriginCatalog {
  private int[] resourceOf = new int[16];
  private int[] scopeOf = new int[16];
  private int origins;
  private final List<StoredResource> resources = new ArrayList<>();
  private final List<Integer> serviceOfResource = new ArrayList<>();
  private final List<StoredResource> scopes = new ArrayList<>();
  private final List<byte[]> services = new ArrayList<>();
  private final Map<ByteBuffer, Integer> resourceIds = new HashMap<>();
  private final Map<ByteBuffer, Integer> scopeIds = new HashMap<>();
  private final Map<ByteBuffer, Integer> serviceIds = new HashMap<>();

  /** Numbers the next origin, from 0 in order of the calls. */
  void add(Origin origin) {
    if (origins == resourceOf.length) {
      resourceOf = Arrays.copyOf(resourceOf, origins * 2);
      scopeOf = Arrays.copyOf(scopeOf, origins * 2);
    }
    resourceOf[origins] = resource(StoredResource.resource(origin.resource()));
    scopeOf[origins++] = scope(StoredResource.scope(origin.scope()));
  }

  /** Forgets the numbers from {@code size} on. */
  void truncate(int size) {
    origins = size;
  }

  int size() {
    return origins;
  }

  private int resource(StoredResource r) {
    Integer known = resourceIds.putIfAbsent(ByteBuffer.wrap(r.identity()), resources.size());
    if (known != null) {
      return known;
    }
    byte[] service = r.serviceName;
    int next = services.size();
    Integer id = serviceIds.putIfAbsent(ByteBuffer.wrap(service), next);
    if (id == null) {
      services.add(service);
    }
    serviceOfResource.add(id == null ? next : id);
    resources.add(r);
    return resources.size() - 1;
  }

  private int scope(StoredResource s) {
    Integer known = scopeIds.putIfAbsent(ByteBuffer.wrap(s.identity()), scopes.size());
    if (known == null) {
      scopes.add(s);
    }
    return known == null ? scopes.size() - 1 : known;
  }

  int resourceOf(int origin) {
    return resourceOf[origin];
  }

  int scopeOf(int origin) {
    return scopeOf[origin];
  }

  StoredResource resource(int id) {
    return resources.get(id);
  }

  StoredResource scope(int id) {
    return scopes.get(id);
  }

  int serviceOf(int resource) {
    return serviceOfResource.get(resource);
  }

  byte[] service(int id) {
    return services.get(id);
  }

  int resourceCount() {
    return resources.size();
  }

  int scopeCount() {
    return scopes.size();
  }

  int serviceCount() {
    return services.size();
  }
}
