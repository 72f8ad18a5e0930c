package mop.analysis.claims.arithmetic;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The published figures of one set, by name. */
public final class Figures {
  private final Map<String, Figure> byName;

  Figures(Collection<Figure> figures) {
    byName =
        Collections.unmodifiableMap(
            figures.stream()
                .collect(
                    Collectors.toMap(
                        Figure::name,
                        Function.identity(),
                        (first, second) -> second,
                        LinkedHashMap::new)));
  }

  /** In the order of the file. */
  public List<Figure> all() {
    return List.copyOf(byName.values());
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public Optional<Figure> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A figure of which the reader has made sure that it is there. */
  Figure get(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  /** The unit of a figure or of a sum of figures; empty for another formula. */
  String unit(Amount amount) {
    List<String> units = units(amount);
    return amount.isSum() && units.size() == 1 ? units.getFirst() : "";
  }

  /** The different units of the figures that an amount names. */
  List<String> units(Amount amount) {
    return amount.names().stream().map(name -> get(name).unit()).distinct().toList();
  }
}
