package mop.experiments.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import mop.analysis.inference.Guardrail;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.input.YamlDocument;
import mop.analysis.input.YamlFields;
import mop.experiments.definition.Definition.OtherSize;
import mop.experiments.definition.Definition.Primary;
import mop.experiments.definition.Definition.Sizes;
import mop.experiments.definition.Definition.Treatment;
import mop.stack.sampling.SamplerSpec;
import tools.jackson.databind.JsonNode;

/** Reads {@code experiments/<name>.yaml}, schema {@code mop.experiment/v1}. */
public final class DefinitionReader {
  /** Measured blocks that a run may have. */
  public static final int MOST_REPLICATES = 10_000;

  /** Blocks with {@code --precision}, as times of {@code design.replicates}, where not given. */
  private static final int MOST_TIMES = 5;

  /** Outcomes that a rule of {@code rollback} may watch. */
  private static final List<String> WATCHED =
      List.of(
          "cost.monthly",
          "accuracy.visibleFaultRecall",
          "accuracy.rootCauseAt1",
          "accuracy.requestRateError",
          "accuracy.errorRateError",
          "accuracy.p50Error",
          "accuracy.p95Error",
          "accuracy.p99Error");

  private static final double LEAST_SIZE = 0.01;
  private static final double MOST_SIZE = 100;

  private static final String HELP = "See docs/formats.md.";

  private DefinitionReader() {}

  /**
   * Reads and checks a definition.
   *
   * @param file name used in messages
   * @throws InvalidInput with file, line and field of the first thing that does not fit
   */
  public static Definition read(String file, String text) {
    YamlDocument document = YamlDocument.parse(file, text);
    YamlFields top = YamlFields.of(document, HELP);
    top.allow(
        List.of(
            "schema",
            "name",
            "question",
            "driver",
            "workload",
            "catalog",
            "scenario",
            "design",
            "primary",
            "rollback",
            "factors",
            "baseline",
            "treatments"));
    word(top, "schema", List.of("mop.experiment/v1"));
    word(top, "driver", List.of("trace-sampling"));
    Map<String, SamplerSpec> samplers = samplers(document, top.mapping("factors"));
    Map<String, List<String>> factors = factors(top.mapping("factors"), samplers.keySet());
    List<Treatment> treatments = treatments(top, factors);
    return new Definition(
        file,
        name(top),
        top.text("question"),
        top.text("workload"),
        top.text("catalog"),
        top.text("scenario"),
        sizes(top.mapping("design")),
        primary(top.mapping("primary")),
        guardrails(top),
        factors,
        samplers,
        word(top, "baseline", treatments.stream().map(Treatment::name).toList()),
        treatments,
        text);
  }

  /** The name is a folder's name, too. */
  private static String name(YamlFields top) {
    String name = top.text("name");
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw top.wrong("name", "got '" + name + "'", "lower-case letters, digits and hyphens");
    }
    return name;
  }

  private static Sizes sizes(YamlFields design) {
    design.allow(
        List.of("replicates", "warmUpBlocks", "quickReplicates", "maxReplicates", "scaling"));
    int replicates = integer(design, "replicates", 2, MOST_REPLICATES);
    return new Sizes(
        replicates,
        integer(design, "warmUpBlocks", 0, 100),
        integer(design, "quickReplicates", 2, MOST_REPLICATES),
        design.has("maxReplicates")
            ? integer(design, "maxReplicates", replicates, MOST_REPLICATES)
            : Math.min(MOST_REPLICATES, MOST_TIMES * replicates),
        scaling(design));
  }

  private static List<Guardrail> guardrails(YamlFields top) {
    if (!top.has("rollback")) {
      return List.of();
    }
    List<Guardrail> guardrails = new ArrayList<>();
    for (YamlFields rule : top.mappings("rollback")) {
      rule.allow(List.of("outcome", "worse"));
      double worse = rule.decimal("worse").doubleValue();
      if (!(worse >= 0 && worse < 1)) {
        throw rule.wrong("worse", "got " + worse, "a fraction from 0 to below 1, such as 0.2");
      }
      guardrails.add(new Guardrail(word(rule, "outcome", WATCHED), worse));
    }
    return List.copyOf(guardrails);
  }

  /** Sizes ascend, so that none is there twice; 1 is that of the measured blocks. */
  private static List<OtherSize> scaling(YamlFields design) {
    if (!design.has("scaling")) {
      return List.of();
    }
    List<OtherSize> sizes = new ArrayList<>();
    for (YamlFields entry : design.mappings("scaling")) {
      entry.allow(List.of("size", "blocks"));
      double size = entry.decimal("size").doubleValue();
      if (!(size >= LEAST_SIZE && size <= MOST_SIZE) || size == 1) {
        throw entry.wrong(
            "size",
            size == 1 ? "size 1 is that of the measured blocks" : "got " + size,
            "a multiple of their rate from 0.01 to 100 that is not 1");
      }
      if (!sizes.isEmpty() && size <= sizes.getLast().size()) {
        throw entry.wrong(
            "size", size + " after " + sizes.getLast().size(), "sizes in ascending order");
      }
      sizes.add(new OtherSize(size, integer(entry, "blocks", 1, 100)));
    }
    return List.copyOf(sizes);
  }

  private static Primary primary(YamlFields primary) {
    primary.allow(List.of("cost", "accuracy", "margin", "assumed"));
    YamlFields assumed = primary.mapping("assumed");
    assumed.allow(List.of("costReduction", "costLogSd", "discordantFaults"));
    return new Primary(
        word(primary, "cost", List.of("cost.monthly")),
        word(primary, "accuracy", List.of("accuracy.visibleFaultRecall")),
        fraction(primary, "margin"),
        fraction(assumed, "costReduction"),
        fraction(assumed, "costLogSd"),
        fraction(assumed, "discordantFaults"));
  }

  private static Map<String, SamplerSpec> samplers(YamlDocument document, YamlFields factors) {
    YamlFields levels = factors.mapping(Definition.SAMPLER);
    JsonNode nodes = document.root().get("factors").get(Definition.SAMPLER);
    Map<String, SamplerSpec> samplers = new LinkedHashMap<>();
    for (String level : levels.keys()) {
      samplers.put(level, SamplerSpec.parse(nodes.get(level), levels.where(level)));
    }
    return samplers;
  }

  private static Map<String, List<String>> factors(YamlFields factors, Set<String> samplers) {
    List<String> known = new ArrayList<>(List.of(Definition.SAMPLER));
    known.addAll(StoreFactor.words());
    factors.allow(known);
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name : factors.keys()) {
      List<String> levels =
          StoreFactor.of(name)
              .map(factor -> levels(factors, factor))
              .orElseGet(() -> List.copyOf(samplers));
      all.put(name, levels);
    }
    return Collections.unmodifiableMap(all);
  }

  private static List<String> levels(YamlFields factors, StoreFactor factor) {
    List<String> levels = factors.texts(factor.word());
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      String where = factor.word() + "[" + i + "]";
      if (!factor.allows(level)) {
        throw factors.wrong(where, "got '" + level + "'", factor.expected());
      }
      if (levels.indexOf(level) < i) {
        throw factors.wrong(where, "level '" + level + "' twice", "different levels");
      }
    }
    return levels;
  }

  private static List<Treatment> treatments(YamlFields top, Map<String, List<String>> factors) {
    List<Treatment> treatments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlFields entry : top.mappings("treatments")) {
      entry.allow(List.of("name", "levels"));
      String name = entry.text("name");
      if (!names.add(name)) {
        throw entry.wrong("name", "treatment '" + name + "' twice", "unique names");
      }
      YamlFields levels = entry.mapping("levels");
      levels.allow(factors.keySet());
      Map<String, String> chosen = new LinkedHashMap<>();
      factors.forEach((factor, known) -> chosen.put(factor, word(levels, factor, known)));
      for (Treatment other : treatments) {
        if (other.levels().equals(chosen)) {
          throw entry.wrong(
              "levels", "the same as those of '" + other.name() + "'", "a treatment that differs");
        }
      }
      treatments.add(new Treatment(name, Collections.unmodifiableMap(chosen)));
    }
    if (treatments.size() < 2) {
      throw top.wrong(
          "treatments", "only one treatment", "the baseline and one to compare with it");
    }
    return List.copyOf(treatments);
  }

  private static String word(YamlFields fields, String key, List<String> words) {
    return fields.word(key, words, Function.identity());
  }

  private static int integer(YamlFields fields, String key, int min, int max) {
    BigDecimal value = fields.decimal(key);
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (!whole || value.doubleValue() < min || value.doubleValue() > max) {
      throw fields.wrong(
          key, "got " + value.toPlainString(), "a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  private static double fraction(YamlFields fields, String key) {
    double value = fields.decimal(key).doubleValue();
    if (!(value > 0 && value < 1)) {
      throw fields.wrong(key, "got " + value, "a fraction between 0 and 1, such as 0.05");
    }
    return value;
  }

  /**
   * Narrows a definition to its baseline and the treatments that have, of every factor named, one
   * of the given levels.
   *
   * @param settings {@code FACTOR=LEVEL} as typed
   * @throws InvalidInput for an unknown factor or level, with the nearest right word
   */
  public static Definition narrow(Definition definition, List<String> settings) {
    if (settings.isEmpty()) {
      return definition;
    }
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    for (String setting : settings) {
      String factor = factor(definition, setting);
      wanted
          .computeIfAbsent(factor, name -> new HashSet<>())
          .add(level(definition, factor, setting));
    }
    List<Treatment> kept =
        definition.treatments().stream()
            .filter(t -> t.name().equals(definition.baseline()) || has(t, wanted))
            .toList();
    if (kept.size() < 2) {
      List<String> names = definition.treatments().stream().map(Treatment::name).toList();
      throw new InvalidInput(
          "--set " + String.join(" ", settings),
          "nothing is left to compare with the baseline '" + definition.baseline() + "'",
          "a level that another treatment has",
          "Treatments: " + String.join(", ", names) + ".");
    }
    return definition.withTreatments(kept);
  }

  private static boolean has(Treatment treatment, Map<String, Set<String>> wanted) {
    return wanted.entrySet().stream()
        .allMatch(each -> each.getValue().contains(treatment.levels().get(each.getKey())));
  }

  private static String factor(Definition definition, String setting) {
    int equals = setting.indexOf('=');
    String factor = equals < 0 ? setting : setting.substring(0, equals);
    Set<String> known = definition.factors().keySet();
    if (equals < 0 || !known.contains(factor)) {
      throw new InvalidInput(
          "--set " + setting,
          equals < 0 ? "no '='" : "unknown factor '" + factor + "'",
          "FACTOR=LEVEL with factor " + String.join(" or ", known),
          NearestWord.hint(factor, known));
    }
    return factor;
  }

  private static String level(Definition definition, String factor, String setting) {
    String level = setting.substring(factor.length() + 1);
    List<String> known = Objects.requireNonNull(definition.factors().get(factor));
    if (!known.contains(level)) {
      throw new InvalidInput(
          "--set " + setting,
          "unknown level '" + level + "'",
          "one of " + String.join(", ", known),
          NearestWord.hint(level, known));
    }
    return level;
  }
}
