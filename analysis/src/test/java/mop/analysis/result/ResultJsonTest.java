package mop.analysis.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import mop.analysis.cost.Costing;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.Resource;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.cost.Scenario;
import mop.analysis.cost.SizeStudy;
import mop.analysis.cost.SizedUsage;
import mop.analysis.input.InvalidInput;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ResultJsonTest {
  private static final String WHERE = "runs/7f3c/result.json";

  @Test
  void givesTheSameBytesAfterReading() {
    for (int seed = 0; seed < 200; seed++) {
      Result result = generated(seed);
      String once = ResultJson.write(result);
      Result again = ResultJson.read(once, WHERE);
      assertThat(again).as("seed %d", seed).isEqualTo(result);
      assertThat(ResultJson.write(again)).as("seed %d", seed).isEqualTo(once);
    }
  }

  @Test
  void doesNotDependOnTheLocale() {
    String expected = ResultJson.write(generated(1));
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(ResultJson.write(generated(1))).as(tag).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void writesKeysInTheOrderOfTheRecordsAndMapsInTheOrderOfTheirKeys() {
    String written = ResultJson.write(generated(2));
    assertThat(written)
        .startsWith("{\n  \"schema\": \"mop.result/v1\",\n  \"experiment\": {\n    \"name\": ")
        .endsWith("}\n")
        .doesNotContain("\r");

    Result.Treatment oneWay = new Result.Treatment("t", true, Map.of("b", "2", "a", "1", "c", "3"));
    assertThat(ResultJson.write(withTreatment(generated(2), oneWay)))
        .containsSubsequence("\"a\": \"1\"", "\"b\": \"2\"", "\"c\": \"3\"");
  }

  @Test
  void writesMoneyPlain() {
    Result.Line line =
        new Result.Line(
            "traces",
            "S3 Standard GET",
            1e12,
            "1,000 requests",
            new BigDecimal("4E-7"),
            new BigDecimal("1.50E+9"),
            Provenance.MEASURED,
            "test",
            null);
    assertThat(ResultJson.write(withLine(generated(3), line)))
        .contains("\"unitPrice\": 0.0000004,", "\"amount\": 1500000000,");
  }

  @Test
  void readsARealBillBackEqual() {
    List<SizedUsage> sized = new ArrayList<>();
    SequencedMap<String, Map<Integer, ResourceUsage>> trials = new LinkedHashMap<>();
    for (String treatment : List.of("always", "head")) {
      Map<Integer, ResourceUsage> blocks = new TreeMap<>();
      for (int block = 0; block < 3; block++) {
        double size = (1 + block) * (treatment.equals("head") ? 1e5 : 1e6);
        blocks.put(
            block,
            ResourceUsage.of(1_000 + block, 1_000_000, 0)
                .with("traces", Resource.STORED_BYTES, size, "object sizes")
                .with("traces", Resource.PUT_REQUESTS, 7, "counted")
                .with("pipeline", Resource.CPU_SECONDS, 0.3, "thread CPU time"));
      }
      trials.put(treatment, blocks);
      sized.add(
          new SizedUsage(
              treatment,
              4,
              10,
              4_000_000,
              ResourceUsage.of(4_000, 4_000_000, 0)
                  .with("traces", Resource.STORED_BYTES, 5e6, "object sizes")
                  .with("traces", Resource.PUT_REQUESTS, 9, "counted")
                  .with("pipeline", Resource.CPU_SECONDS, 0.8, "thread CPU time")
                  .uses()));
    }
    Costing costing =
        Costing.of(
            trials,
            "always",
            Scenario.load("reference"),
            PriceCatalog.load("aws-us-east-1"),
            "embedded",
            new SizeStudy(3_600, sized, 1));
    assertThat(costing.cost().treatments().getFirst().model()).isNotNull();
    assertThat(costing.cost().treatments().getFirst().lines().getFirst().law()).isNotNull();
    Result result = withCost(generated(8), costing.cost());
    assertThat(ResultJson.read(ResultJson.write(result), WHERE)).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesToWriteWhatIsNotANumber(double bad) {
    Result.Line line =
        new Result.Line(
            "traces",
            "x",
            bad,
            "GiB",
            BigDecimal.ONE,
            BigDecimal.ONE,
            Provenance.MEASURED,
            "test",
            null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.write(withLine(generated(3), line)))
        .withMessageStartingWith(
            "result: /cost/treatments/0/lines/0/quantity: not a finite number;");
  }

  @Test
  void refusesToWriteWhatTheSchemaForbids() {
    Result.Treatment nameless = new Result.Treatment("", true, Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultJson.write(withTreatment(generated(4), nameless)))
        .withMessageStartingWith("result: /design/treatments/0/name: ");
  }

  @Test
  void namesFileAndPointerOfABreach() {
    ObjectNode document = (ObjectNode) new DocumentGenerator(5).document();
    ((ObjectNode) document.get("experiment")).put("margin", 2);
    assertThatThrownBy(() -> ResultJson.read(document.toString(), WHERE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("runs/7f3c/result.json: /experiment/margin: ")
        .hasMessageContaining("1")
        .hasMessageEndingWith(
            "Expected a document mop.result/v1; write it again with ./workbench run --resume RUN-DIR.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "{\"schema\": \"mop.result/v1\",\n  \"run\": }"})
  void namesThePlaceOfWhatIsNotJson(String text) {
    assertThatThrownBy(() -> ResultJson.read(text, WHERE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(WHERE)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesANumberThatOverflows() {
    String document = new DocumentGenerator(6).document().toString();
    String broken = document.replaceFirst("\"power\":\\[.*?]", "\"power\":[]");
    String huge = broken.replaceFirst("\"replicates\":\\d+", "\"replicates\":99999999999999");
    assertThat(huge).isNotEqualTo(broken);
    assertThatThrownBy(() -> ResultJson.read(huge, WHERE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(WHERE);
  }

  @Test
  void refusesAKeyGivenTwice() {
    String document = new DocumentGenerator(7).document().toString();
    String twice = document.replaceFirst("\\{", "{\"gates\":[],");
    assertThatThrownBy(() -> ResultJson.read(twice, WHERE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("gates");
  }

  /** Whatever is done to a document: it is read as written, or refused in one line. */
  @Test
  void survivesAnyMutation() {
    int refused = 0;
    for (int seed = 0; seed < 1500; seed++) {
      JsonNode document = new DocumentGenerator(seed % 50).document();
      mutate(document, RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
      try {
        Result result = ResultJson.read(document.toString(), WHERE);
        String written = ResultJson.write(result);
        assertThat(ResultJson.write(ResultJson.read(written, WHERE))).isEqualTo(written);
      } catch (InvalidInput e) {
        refused++;
        assertThat(e).hasMessageStartingWith(WHERE).hasMessageNotContaining("\n");
      }
    }
    assertThat(refused).isGreaterThan(750);
  }

  /** Puts a value of another kind, removes or adds a key somewhere in the tree. */
  private static void mutate(JsonNode root, UniformRandomProvider random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode at = containers.get(random.nextInt(containers.size()));
    JsonNodeFactory make = JsonNodeFactory.instance;
    JsonNode[] junk = {
      make.stringNode("junk"), make.numberNode(-7), make.nullNode(), make.objectNode(),
      make.arrayNode(), make.booleanNode(true), make.numberNode(1e308), make.numberNode(0.5)
    };
    JsonNode value = junk[random.nextInt(junk.length)];
    if (at instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>(object.propertyNames());
      if (keys.isEmpty() || random.nextInt(4) == 0) {
        object.set("unknown", value);
      } else if (random.nextInt(3) == 0) {
        object.remove(keys.get(random.nextInt(keys.size())));
      } else {
        object.set(keys.get(random.nextInt(keys.size())), value);
      }
    } else if (at instanceof ArrayNode array) {
      array.add(value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static Result generated(long seed) {
    return ResultJson.read(new DocumentGenerator(seed).document().toString(), WHERE);
  }

  private static Result withTreatment(Result r, Result.Treatment treatment) {
    Result.Design d = r.design();
    Result.Design design =
        new Result.Design(
            d.factors(),
            List.of(treatment),
            d.replicates(),
            d.warmUpBlocks(),
            d.stopping(),
            d.stopped(),
            d.power());
    return new Result(
        r.schema(),
        r.experiment(),
        r.run(),
        design,
        r.outcomes(),
        r.effects(),
        r.robustness(),
        r.factorial(),
        r.surface(),
        r.usage(),
        r.cost(),
        r.accuracy(),
        r.claims(),
        r.gates(),
        r.recommendation(),
        r.diagnostics());
  }

  private static Result withLine(Result r, Result.Line line) {
    Estimate monthly = new Estimate(1, 1, 1, 0.95, "test", 10);
    Result.Cost c = r.cost();
    return withCost(
        r,
        new Result.Cost(
            c.currency(),
            c.catalog(),
            c.scenario(),
            c.headline(),
            List.of(
                new Result.TreatmentCost(
                    "always", monthly, null, null, List.of(line), List.of()))));
  }

  private static Result withCost(Result r, Result.Cost cost) {
    return new Result(
        r.schema(),
        r.experiment(),
        r.run(),
        r.design(),
        r.outcomes(),
        r.effects(),
        r.robustness(),
        r.factorial(),
        r.surface(),
        r.usage(),
        cost,
        r.accuracy(),
        r.claims(),
        r.gates(),
        r.recommendation(),
        r.diagnostics());
  }
}
