package mop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mop.analysis.result.Result;
import mop.reports.markup.Escape;
import mop.reports.words.Findings;
import mop.reports.words.Notices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {

  private static final Pattern LOADS =
      Pattern.compile("(src|href|action|data|poster|srcset)=\"(?!#|data:,\")|url\\(|@import");

  static List<Result> results() {
    return List.of(
        Fixtures.shop(),
        Fixtures.factorial(),
        Fixtures.fraction(),
        Fixtures.recorded(),
        Fixtures.withInvalid(),
        Fixtures.stopped(),
        Fixtures.nothingQualifies(),
        Fixtures.withoutFaults(),
        Fixtures.undecidedShop(),
        Fixtures.wide(),
        Fixtures.nasty(),
        Fixtures.forty());
  }

  @Test
  void theBaselineRestsOnAllItsBlocksThoughATreatmentWasStopped() {
    Result result = Fixtures.stopped();
    Findings f = new Findings(result);
    assertThat(f.level(f.treatments().getFirst(), f.primaryAccuracy()).orElseThrow().n())
        .isEqualTo(360);
    String page = HtmlReport.render(result);
    assertThat(page)
        .contains("but those stopped early on the first of them: head-10 on 3.")
        .contains("39 trials of 4 treatments on up to 12 blocks.")
        .doesNotContain("48 trials");
  }

  @ParameterizedTest
  @MethodSource("results")
  void isWellFormed(Result result) {
    assertThat(
            Xml.parse(withoutScript(HtmlReport.render(result))).getDocumentElement().getTagName())
        .isEqualTo("html");
  }

  @ParameterizedTest
  @MethodSource("results")
  void idsAreUniqueAndEveryReferenceHasOne(Result result) {
    String page = HtmlReport.render(result);
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
    List<String> references =
        Pattern.compile("(?:href=\"#|aria-labelledby=\")([^\"]+)\"")
            .matcher(page)
            .results()
            .flatMap(m -> Pattern.compile(" ").splitAsStream(m.group(1)))
            .toList();
    assertThat(ids).containsAll(references);
  }

  @ParameterizedTest
  @MethodSource("results")
  void loadsNothingFromAnywhere(Result result) {
    assertThat(LOADS.matcher(HtmlReport.render(result)).results().map(m -> m.group())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("results")
  void isSmall(Result result) {
    byte[] bytes = HtmlReport.render(result).getBytes(StandardCharsets.UTF_8);
    assertThat(bytes).hasSizeLessThan(2_000_000);
  }

  @ParameterizedTest
  @MethodSource("results")
  void namesEveryTreatmentOutcomeClaimAndGate(Result result) {
    String page = HtmlReport.render(result);
    result.design().treatments().forEach(t -> assertThat(page).contains(text(t.name())));
    result.outcomes().forEach(o -> assertThat(page).contains(text(o.label())));
    result.claims().forEach(c -> assertThat(page).contains(text(c.statement())));
    result.gates().forEach(g -> assertThat(page).contains(text(g.expression())));
    Notices.warnings(new Findings(result)).forEach(w -> assertThat(page).contains(text(w)));
    assertThat(page).contains(result.run().workload().sha256()).contains(result.run().command());
  }

  @Test
  void namesFromTheResultStayText() {
    String page = HtmlReport.render(Fixtures.nasty());
    assertThat(page)
        .doesNotContain("<img")
        .doesNotContain("<script>alert")
        .doesNotContain("\u001b")
        .doesNotContain("\u0000");
    assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(1);
  }

  @Test
  void theSameResultGivesTheSameBytesWhateverTheOrderOfItsMaps() {
    Result shop = Fixtures.shop();
    assertThat(HtmlReport.render(turned(shop))).isEqualTo(HtmlReport.render(shop));
  }

  @Test
  void headlineSaysWhatToDoAndWhatItSaves() {
    assertThat(heading(Fixtures.shop()))
        .isEqualTo("Adopt adaptive-5 and save $2,311 a month [2,226, 2,397]");
    assertThat(heading(Fixtures.recorded()))
        .isEqualTo(
            "Keep always at $4,031 a month [3,914, 4,148]: too little data to say whether a cheaper"
                + " treatment is accurate enough");
    assertThat(heading(Fixtures.nothingQualifies()))
        .isEqualTo(
            "Keep always at $4,031 a month [3,914, 4,148]: no cheaper treatment is accurate enough");
  }

  @Test
  void theFirstScreenSaysWhatTheBracketsOfBillsLeaveOut() {
    String page = HtmlReport.render(Fixtures.shop());
    assertThat(page.substring(0, page.indexOf("Cost against accuracy")))
        .contains(
            "Those of bills hold the spread of blocks alone; what the scaling laws leave open");
    assertThat(HtmlReport.render(Fixtures.recorded())).doesNotContain("the spread of blocks alone");
  }

  @Test
  void theFirstScreenLeadsToTheWarningsThatItDoesNotShow() {
    assertThat(HtmlReport.render(Fixtures.recorded()))
        .contains("<li>Accuracy rests on 15 faults")
        .contains("5 more warnings under Diagnostics");
  }

  @Test
  void partsOfAJointSavingStandBesideTheWhole() {
    Document page = Xml.parse(withoutScript(HtmlReport.render(Fixtures.factorial())));
    Element table =
        elements(page.getElementsByTagName("table"))
            .filter(t -> t.getAttribute("id").equals("savings-t"))
            .findFirst()
            .orElseThrow();
    assertThat(elements(table.getElementsByTagName("tr")).map(Element::getTextContent))
        .contains(
            "sampleralways → head-10$2,894 [2,790, 2,998]97 %",
            "encodingvParquet5 → vParquet4$86 [65, 107]3 %",
            "All together$2,980 [2,870, 3,090]100 %");
  }

  @Test
  void withoutADesignOfFactorsThereIsNoSectionOfThem() {
    assertThat(HtmlReport.render(Fixtures.factorial())).contains("href=\"#factors\"");
    assertThat(HtmlReport.render(Fixtures.shop())).doesNotContain("factors-h");
  }

  @Test
  void whatAllDetectorsShareIsSaidOnce() {
    String page = HtmlReport.render(Fixtures.shop());
    assertThat(page.split("Detector: robust-z", -1)).hasSize(2);
    assertThat(page).contains("The detector is the one above.");
  }

  @Test
  void everyQuantityOfTheScenarioSaysHowItWasHad() {
    Document page = Xml.parse(withoutScript(HtmlReport.render(Fixtures.shop())));
    Element table =
        elements(page.getElementsByTagName("table"))
            .filter(t -> t.getAttribute("id").equals("scenario-t"))
            .findFirst()
            .orElseThrow();
    assertThat(elements(table.getElementsByTagName("tr")).map(Element::getTextContent))
        .contains(
            "Traces per day86,400,000assumed claims of 2025-11-07; as stated there",
            "Spans per trace20.4measured mean of the recordings",
            "Retention days30as the scenario states below");
  }

  @Test
  void refusedEstimatesSayWhy() {
    assertThat(HtmlReport.render(Fixtures.recorded()))
        .contains("the rate limiter gives traces no known inclusion probability");
  }

  @Test
  void aWorkloadWithoutFaultsSaysSoInsteadOfZeroPerCent() {
    assertThat(HtmlReport.render(Fixtures.withoutFaults()))
        .contains("This workload has none, so nothing can be said about finding them.");
  }

  /** What a boss sees: no names of outcomes, no statistics' jargon, no run folder. */
  @ParameterizedTest
  @MethodSource("results")
  void theFirstScreenHasNoMachineWords(Result result) {
    String page = HtmlReport.render(result);
    String first =
        page.substring(page.indexOf("<header"), page.indexOf("</header>"))
            .replaceAll("<[^>]*>", "");
    assertThat(first)
        .doesNotContain("primary")
        .doesNotContain("Holm")
        .doesNotContain("blocksNeeded")
        .doesNotContain("share of share");
    result.outcomes().stream()
        .map(o -> o.name())
        .filter(name -> name.contains("."))
        .forEach(name -> assertThat(first).doesNotContain(name));
  }

  @ParameterizedTest
  @MethodSource("results")
  void recordingsAreNeverToldToHaveMoreBlocks(Result result) {
    if (result.run().workload().spec().startsWith("otlp:")) {
      assertThat(HtmlReport.render(result)).doesNotContainPattern("\\d+ blocks (instead|would)");
    }
  }

  /** Every column of figures, or its table, or every row, says how the figures were had. */
  @ParameterizedTest
  @MethodSource("results")
  void everyFigureSaysHowItWasHad(Result result) {
    Document page = Xml.parse(withoutScript(HtmlReport.render(result)));
    NodeList tables = page.getElementsByTagName("table");
    for (int i = 0; i < tables.getLength(); i++) {
      Element table = (Element) tables.item(i);
      String head = text(table, "caption") + " " + text(table, "thead").replaceAll("\\s+", " ");
      boolean figures = classes(table, "td").anyMatch(c -> c.equals("n"));
      boolean all = HAD.matcher(head).find();
      boolean inRows =
          elements(table.getElementsByTagName("tr"))
              .skip(1)
              .allMatch(row -> HAD.matcher(row.getTextContent()).find());
      assertThat(!figures || all || inRows || table.getAttribute("id").equals("invalidated-t"))
          .as("provenance in table " + table.getAttribute("id"))
          .isTrue();
    }
  }

  private static final Pattern HAD = Pattern.compile("measured|modelled|assumed|as the scenario");

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Stream<String> classes(Element parent, String name) {
    return elements(parent.getElementsByTagName(name)).map(e -> e.getAttribute("class"));
  }

  private static Stream<Element> elements(NodeList list) {
    return IntStream.range(0, list.getLength()).mapToObj(i -> (Element) list.item(i));
  }

  /** A minus before a number is the minus sign, but in what is pasted or parsed. */
  @ParameterizedTest
  @MethodSource("results")
  void figuresHaveOneMinusSign(Result result) {
    String page = HtmlReport.render(result);
    String prose =
        page.substring(page.indexOf("<body"))
            .replaceAll("(?s)<(script|pre|svg)[^>]*>.*?</\\1>", "")
            .replaceAll("<[^>]*>", " ");
    for (Result.Gate gate : result.gates()) {
      prose = prose.replace(text(gate.expression()), "");
    }
    assertThat(Pattern.compile("(?<![\\w.)\\]-])-\\d[^ ]*").matcher(prose).results())
        .extracting(m -> m.group())
        .isEmpty();
  }

  private static String heading(Result result) {
    return Xml.parse(withoutScript(HtmlReport.render(result)))
        .getElementsByTagName("h1")
        .item(0)
        .getTextContent()
        .replace('\u00A0', ' ');
  }

  /** The page without its script, whose operators no XML parser reads. */
  private static String withoutScript(String page) {
    return page.replaceAll("(?s)<script>.*?</script>", "");
  }

  private static String text(String text) {
    return Escape.markup(text);
  }

  /** The same result with every map of the run and the recommendation turned round. */
  private static Result turned(Result r) {
    Result.Run run = r.run();
    Result.Recommendation x = r.recommendation();
    return new Result(
        r.schema(),
        r.experiment(),
        new Result.Run(
            run.id(),
            run.startedAt(),
            run.finishedAt(),
            run.seed(),
            run.command(),
            run.version(),
            run.machine(),
            reversed(run.stack()),
            run.workload()),
        r.design(),
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
        new Result.Recommendation(
            x.treatment(), x.adopt(), x.why(), x.savings(), x.risks(), reversed(x.config())),
        r.diagnostics());
  }

  private static <V> Map<String, V> reversed(Map<String, V> map) {
    Map<String, V> out = new LinkedHashMap<>();
    List.copyOf(map.keySet()).reversed().forEach(k -> out.put(k, map.get(k)));
    return out;
  }
}
