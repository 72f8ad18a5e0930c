package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mop.analysis.cost.Scenario.Given;
import mop.analysis.input.YamlDocument;
import mop.analysis.input.YamlFields;
import mop.analysis.result.Provenance;

/** Reads and checks a scenario; what it does not say is taken from the one it builds on. */
final class ScenarioReader {
  private static final String HELP = "See 'Write a scenario' in analysis/README.md.";
  private static final String NONE = "none";

  private ScenarioReader() {}

  static Scenario read(YamlDocument document) {
    YamlFields top = YamlFields.of(document, HELP);
    top.allow(
        List.of("name", "description", "base", "node", "values", "published", "system", "shares"));
    Map<Parameter, Given> values = new EnumMap<>(Parameter.class);
    String node = top.text("node", "");
    String base =
        top.has("base")
            ? top.word("base", List.of(Scenario.DEFAULT, NONE), word -> word)
            : Scenario.DEFAULT;
    if (!base.equals(NONE)) {
      Scenario below = Scenario.load(base);
      values.putAll(below.values());
      node = node.isEmpty() ? below.node() : node;
    }
    if (top.has("values") || !top.has("system")) {
      values.putAll(values(top.mapping("values")));
    }
    requireAll(top, values);
    Scenario scenario =
        new Scenario(
            top.text("name"),
            top.text("description"),
            top.where("node"),
            node,
            values,
            WholeSystemReader.read(top));
    checkZones(top, scenario);
    return scenario;
  }

  private static Map<Parameter, Given> values(YamlFields fields) {
    List<Parameter> known = List.of(Parameter.values());
    fields.allow(known.stream().map(Parameter::key).toList());
    Map<Parameter, Given> values = new EnumMap<>(Parameter.class);
    for (Parameter parameter : known) {
      if (fields.has(parameter.key())) {
        values.put(parameter, given(fields, parameter));
      }
    }
    return values;
  }

  private static Given given(YamlFields fields, Parameter parameter) {
    String key = parameter.key();
    if (!fields.isMapping(key)) {
      double value = inRange(fields, key, parameter);
      return new Given(
          value, Provenance.ASSUMED, "set at " + fields.where(key) + ", no reason given");
    }
    YamlFields full = fields.mapping(key);
    full.allow(List.of("value", "provenance", "source"));
    return new Given(
        inRange(full, "value", parameter),
        full.word("provenance", Arrays.asList(Provenance.values()), Words::of),
        full.text("source"));
  }

  private static double inRange(YamlFields fields, String key, Parameter parameter) {
    BigDecimal value = fields.decimal(key);
    double number = value.doubleValue();
    if (!(number >= parameter.min() && number <= parameter.max())) {
      throw fields.wrong(
          key,
          parameter.key() + " is " + value.toPlainString(),
          Words.of(parameter.min()) + " to " + Words.of(parameter.max()) + " " + parameter.unit());
    }
    return number;
  }

  private static void requireAll(YamlFields top, Map<Parameter, Given> values) {
    for (Parameter parameter : Parameter.values()) {
      if (parameter != Parameter.INGEST_BYTES_PER_DAY && !values.containsKey(parameter)) {
        throw top.wrong("values", "'" + parameter.key() + "' is missing", parameter.unit());
      }
    }
    if (!top.has("node") && top.text("base", "").equals(NONE)) {
      throw top.wrong("node", "'node' is missing", "the name of a machine of the catalogue");
    }
  }

  private static void checkZones(YamlFields top, Scenario scenario) {
    if (scenario.value(Parameter.ZONES) == 1 && scenario.value(Parameter.CROSS_ZONE_SHARE) > 0) {
      throw top.wrong(
          "values.crossZoneShare",
          "traffic cannot cross zones where there is one",
          "0, or more zones");
    }
  }
}
