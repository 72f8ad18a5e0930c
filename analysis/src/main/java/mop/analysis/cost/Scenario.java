package mop.analysis.cost;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/**
 * The size at which a bill is written and the way a stack of that size is run.
 *
 * @param where file, line and field of {@code node}, for messages
 * @param node name of the machine, as catalogues call it
 * @param values the numbers; {@link Parameter#INGEST_BYTES_PER_DAY} may be absent
 * @param system usage of a whole system, for estimates without a trial
 */
public record Scenario(
    String name,
    String description,
    String where,
    String node,
    Map<Parameter, Given> values,
    WholeSystem system) {
  /** The scenario used when none is asked for. */
  public static final String DEFAULT = "reference";

  private static final List<String> BUILT_IN = List.of(DEFAULT);
  private static final String FOLDER = "catalogs/scenarios";
  private static final String WHAT = "scenario";

  public Scenario {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /**
   * A number with its origin.
   *
   * @param source where it was read or computed from, or why it was assumed
   */
  public record Given(double value, Provenance provenance, String source) {}

  /** The scenarios that come with the workbench. */
  public static List<String> names() {
    return BUILT_IN;
  }

  /**
   * A scenario by name, or from a YAML file of the user.
   *
   * @throws InvalidInput when there is neither, or the file is not a scenario (with file, line and
   *     field)
   */
  public static Scenario load(String nameOrPath) {
    return ScenarioReader.read(NamedFile.load(nameOrPath, BUILT_IN, FOLDER, WHAT));
  }

  /** The YAML text of a scenario, to be kept beside what was billed by it. */
  public static String yaml(String nameOrPath) {
    return NamedFile.text(nameOrPath, BUILT_IN, FOLDER, WHAT).yaml();
  }

  /** A number that every scenario has. */
  public double value(Parameter parameter) {
    return given(parameter)
        .orElseThrow(() -> new IllegalStateException(name + " lacks " + parameter.key()))
        .value();
  }

  /** A number with its origin, absent when the scenario does not state it. */
  public Optional<Given> given(Parameter parameter) {
    return Optional.ofNullable(values.get(parameter));
  }

  /** Where each number comes from, in one text. */
  public String sources() {
    return values.entrySet().stream()
        .map(entry ->
            entry.getKey().key()
                + " "
                + Words.of(entry.getValue().provenance())
                + " ("
                + entry.getValue().source()
                + ")")
        .collect(Collectors.joining("; "));
  }

  Result.Scenario toResult() {
    Map<String, Double> quantities = new LinkedHashMap<>();
    values.forEach((parameter, given) -> quantities.put(parameter.key(), given.value()));
    return new Result.Scenario(name, description, quantities, "node " + node + "; " + sources());
  }
}
