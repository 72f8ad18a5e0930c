package mop.simulator.graph;

import java.util.List;

/**
 * A service.
 *
 * @param name value of {@code service.name}
 * @param pods number of its instances, at least 1
 */
public record Service(
    String name, Language language, String version, int pods, List<Operation> operations) {
  public Service {
    operations = List.copyOf(operations);
    if (pods < 1) {
      throw new IllegalArgumentException(name + ": " + pods + " pods");
    }
  }
}
