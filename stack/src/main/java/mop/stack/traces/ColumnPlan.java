package mop.stack.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mop.stack.traces.DedicatedColumn.Option;
import mop.stack.traces.DedicatedColumn.Scope;
import mop.stack.traces.DedicatedColumn.ValueType;

/**
 * Which attribute goes to which column of its own, for one encoding. vParquet4 has fixed columns
 * for well-known attributes and ten spare ones a scope; vParquet5 has 20 spare string and 5 spare
 * integer columns a scope, of which only those in use are in the file.
 */
final class ColumnPlan {
  /**
   * An attribute's own column.
   *
   * @param column name below the resource, span or event
   * @param blob whether its values are long and hardly repeat
   */
  record Assigned(Scope scope, ValueType type, String name, String column, boolean blob) {}

  private static final List<Assigned> FIXED_OF_VPARQUET4 =
      List.of(
          fixed(Scope.RESOURCE, ValueType.STRING, "cluster", "Cluster"),
          fixed(Scope.RESOURCE, ValueType.STRING, "namespace", "Namespace"),
          fixed(Scope.RESOURCE, ValueType.STRING, "pod", "Pod"),
          fixed(Scope.RESOURCE, ValueType.STRING, "container", "Container"),
          fixed(Scope.RESOURCE, ValueType.STRING, "k8s.cluster.name", "K8sClusterName"),
          fixed(Scope.RESOURCE, ValueType.STRING, "k8s.namespace.name", "K8sNamespaceName"),
          fixed(Scope.RESOURCE, ValueType.STRING, "k8s.pod.name", "K8sPodName"),
          fixed(Scope.RESOURCE, ValueType.STRING, "k8s.container.name", "K8sContainerName"),
          fixed(Scope.SPAN, ValueType.STRING, "http.method", "HttpMethod"),
          fixed(Scope.SPAN, ValueType.STRING, "http.url", "HttpUrl"),
          fixed(Scope.SPAN, ValueType.INT, "http.status_code", "HttpStatusCode"));

  private final List<DedicatedColumn> kept;
  private final List<Assigned> assigned;

  private ColumnPlan(List<DedicatedColumn> kept, List<Assigned> assigned) {
    this.kept = kept;
    this.assigned = assigned;
  }

  private static Assigned fixed(Scope scope, ValueType type, String name, String column) {
    return new Assigned(scope, type, name, column, false);
  }

  /** The plan by which a block is written. */
  static ColumnPlan of(BlockEncoding encoding, List<DedicatedColumn> configured) {
    return switch (encoding) {
      case VPARQUET4 -> vparquet4(configured);
      case VPARQUET5 -> spare(configured, 20, 5, List.of());
    };
  }

  private static ColumnPlan vparquet4(List<DedicatedColumn> configured) {
    List<DedicatedColumn> usable =
        configured.stream()
            .filter(c -> c.scope() != Scope.EVENT && c.type() == ValueType.STRING)
            .filter(c -> c.options().isEmpty())
            .filter(c -> !c.name().equals("service.name") && !isFixed(c))
            .toList();
    return spare(usable, 10, 0, FIXED_OF_VPARQUET4);
  }

  private static boolean isFixed(DedicatedColumn c) {
    return FIXED_OF_VPARQUET4.stream()
        .anyMatch(f -> f.scope == c.scope() && f.name.equals(c.name()));
  }

  /** The plan by which a stored block is read: its own list, and the fixed columns of old. */
  static ColumnPlan stored(String format, List<DedicatedColumn> ofBlock) {
    return format.startsWith("vParquet5")
        ? spare(ofBlock, 20, 5, List.of())
        : spare(ofBlock, 10, 0, FIXED_OF_VPARQUET4);
  }

  private static ColumnPlan spare(
      List<DedicatedColumn> columns, int strings, int ints, List<Assigned> fixed) {
    List<Assigned> assigned = new ArrayList<>(fixed);
    for (Scope scope : Scope.values()) {
      for (ValueType type : ValueType.values()) {
        int max = type == ValueType.STRING ? strings : ints;
        String prefix = type == ValueType.STRING ? "String" : "Int";
        List<DedicatedColumn> those =
            columns.stream().filter(c -> c.scope() == scope && c.type() == type).toList();
        for (int i = 0; i < Math.min(max, those.size()); i++) {
          String column = String.format(Locale.ROOT, "DedicatedAttributes.%s%02d", prefix, i + 1);
          boolean blob = those.get(i).options().contains(Option.BLOB);
          assigned.add(new Assigned(scope, type, those.get(i).name(), column, blob));
        }
      }
    }
    return new ColumnPlan(List.copyOf(columns), List.copyOf(assigned));
  }

  /** What {@code meta.json} lists. */
  List<DedicatedColumn> kept() {
    return kept;
  }

  /** The attributes with a column, of one scope. */
  List<Assigned> of(Scope scope) {
    return assigned.stream().filter(a -> a.scope == scope).toList();
  }
}
