package mop.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.result.Result;
import mop.analysis.result.ResultJson;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job as a user does it: the real command, its real output. */
@Tag("slow")
class RunTest {
  @TempDir Path folder;

  private Result result(Path runs) throws IOException {
    Path file = ResumeTest.onlyRun(runs).resolve("result.json");
    return ResultJson.read(Files.readString(file), file.toString());
  }

  @Test
  void answersOnStdoutAndLeavesEveryFileOfARun() throws IOException, InterruptedException {
    Command.Ended ended =
        new Command(
                folder,
                "run",
                "adaptive-sampling",
                "--workload",
                "shop:spans=4e4,hours=1,faults=12",
                "--replicates",
                "2",
                "--out",
                "runs",
                "--format",
                "json")
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    Result printed = ResultJson.read(ended.out(), "stdout");
    Path run = ResumeTest.onlyRun(folder.resolve("runs"));
    assertThat(printed).isEqualTo(result(folder.resolve("runs")));
    for (String name :
        List.of(
            "report.html",
            "summary.md",
            "junit.xml",
            "trials.csv",
            "focus.csv",
            "definition.yaml",
            "prices.yaml",
            "scenario.yaml",
            "journal.jsonl")) {
      assertThat(run.resolve(name)).isNotEmptyFile();
    }
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left).hasSize(10);
    }
    bothPrimariesFollowFromItsTrials(printed, Files.readAllLines(run.resolve("trials.csv")));
    assertThat(Files.readString(run.resolve("focus.csv")))
        .startsWith("BilledCost,BillingAccountId,");
    assertThat(PriceCatalog.load(run.resolve("prices.yaml").toString()))
        .isEqualTo(PriceCatalog.load("aws-us-east-1"));
    assertThat(printed.diagnostics().invalidated()).isEmpty();
    assertThat(printed.cost().headline()).contains("by laws fitted at 0.25 to 4 times it");
    assertThat(printed.cost().treatments()).allMatch(bill -> bill.model() != null);
    assertThat(printed.cost().treatments().getFirst().lines())
        .anyMatch(line -> line.law() != null && line.law().exponent().n() == 5);
    assertThat(printed.accuracy()).hasSize(6);
    String report = Files.readString(run.resolve("report.html"));
    Command.Ended claims =
        new Command(folder, "claims", "--run", run.toString(), "--format", "json").run();
    assertThat(claims.exit()).as(claims.err()).isZero();
    JsonNode audit = JsonMapper.shared().readTree(claims.out());
    assertThat(printed.claims()).hasSize(5);
    for (int i = 0; i < printed.claims().size(); i++) {
      assertThat(audit.at("/claims/" + i + "/verdict").asString())
          .isEqualTo(printed.claims().get(i).verdict());
    }
    Command.Ended again = new Command(folder, "report", run.toString()).run();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(run.resolve("report.html")).hasContent(report);
  }

  private static void bothPrimariesFollowFromItsTrials(Result result, List<String> csv) {
    assertThat(csv).hasSize(1 + 12);
    for (Result.Effect effect : result.effects()) {
      Map<String, Double> totals = totals(csv, effect.treatment());
      if (effect.outcome().equals("cost.monthly")) {
        assertThat(totals.getOrDefault("cost.monthly", Double.NaN) / 2)
            .isCloseTo(effect.value().estimate(), Offset.offset(1e-6));
      } else if (effect.outcome().equals("accuracy.visibleFaultRecall")) {
        double won =
            totals.getOrDefault("faults.onlyTreatment", Double.NaN)
                - totals.getOrDefault("faults.onlyBaseline", Double.NaN);
        double all =
            Stream.of("both", "onlyBaseline", "onlyTreatment", "neither")
                .mapToDouble(cell -> totals.getOrDefault("faults." + cell, Double.NaN))
                .sum();
        assertThat(all).isEqualTo(effect.difference().n());
        assertThat(won / all).isCloseTo(effect.difference().estimate(), Offset.offset(1e-12));
      }
    }
  }

  /** Sums over the blocks of a treatment, by column. */
  private static Map<String, Double> totals(List<String> csv, String treatment) {
    List<String> names = List.of(csv.getFirst().split(",", -1));
    Map<String, Double> totals = new HashMap<>();
    for (String line : csv.subList(1, csv.size())) {
      String[] cells = line.split(",", -1);
      if (cells[1].equals(treatment)) {
        for (int i = 4; i < cells.length; i++) {
          double value = cells[i].isEmpty() ? 0 : Double.parseDouble(cells[i]);
          totals.merge(names.get(i), value, Double::sum);
        }
      }
    }
    return totals;
  }

  @Test
  void recommendsTheRatesThatTheSamplerLearnt() throws IOException, InterruptedException {
    String text = Files.readString(Command.home().resolve("experiments/adaptive-sampling.yaml"));
    Path lenient = folder.resolve("lenient.yaml");
    Files.writeString(lenient, text.replaceFirst("margin: \\S+", "margin: 0.95"));
    Command.Ended ended =
        new Command(
                folder,
                "run",
                lenient.toString(),
                "--workload",
                "shop:spans=6e4,hours=1,faults=12",
                "--replicates",
                "6",
                "--set",
                "sampler=adaptive-5",
                "--out",
                "r")
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    Result.Recommendation recommendation = result(folder.resolve("r")).recommendation();
    assertThat(recommendation.treatment()).as(ended.out()).isEqualTo("adaptive-5");
    assertThat(recommendation.config()).isNotEmpty();
    assertThat(recommendation.config().values())
        .anySatisfy(c -> assertThat(c).contains("checkout"));
  }

  @Test
  void theNextCommandThatItNamesWorks() throws IOException, InterruptedException {
    Command.Ended ended =
        new Command(
                folder,
                "run",
                "adaptive-sampling",
                "--workload",
                "shop:spans=4e4,hours=1,faults=12",
                "--set=sampler=head-10",
                "--replicates=2",
                "--out=runs")
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    List<String> next = ended.out().lines().filter(line -> line.startsWith("next: ")).toList();
    assertThat(next).hasSize(1).allMatch(line -> line.startsWith("next: ./workbench run "));
    String command = next.getFirst().substring("next: ./workbench run ".length());
    String planned = "plan " + command.replace(" --out=runs", "");
    Command.Ended plan = new Command(folder, planned.split(" ", -1)).run();
    assertThat(plan.exit()).as(plan.err()).isZero();
  }

  @Test
  void warnsOfAMissingPriceAndOfAServiceThatNobodyHasSeen()
      throws IOException, InterruptedException {
    Path home = Command.home();
    String prices = Files.readString(home.resolve("analysis/catalogs/aws-us-east-1.yaml"));
    Path cheap = folder.resolve("cheap.yaml");
    Files.writeString(
        cheap, prices.replaceFirst("(?s)  - item: object-storage\n.*?(?=  - item: )", ""));
    String text = Files.readString(home.resolve("experiments/adaptive-sampling.yaml"));
    Path definition = folder.resolve("mine.yaml");
    Files.writeString(definition, text.replace("catalog: aws-us-east-1", "catalog: " + cheap));
    Path recording = Files.createDirectories(folder.resolve("recording"));
    Files.writeString(recording.resolve("traces.jsonl"), recorded());
    Files.writeString(
        recording.resolve("labels.json"),
        "{\"faults\": [{\"start\": 1800000600, \"end\": 1800000660, \"rootCauseService\":"
            + " \"crat\", \"type\": \"slow\", \"visibleInLatency\": true}]}");
    Command.Ended ended =
        new Command(
                folder,
                "run",
                definition.toString(),
                "--workload",
                "otlp:" + recording,
                "--set",
                "sampler=head-10",
                "--out",
                "r")
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(result(folder.resolve("r")).diagnostics().cautions())
        .anySatisfy(w -> assertThat(w).contains("no price for traces storedBytes"))
        .anySatisfy(
            w -> assertThat(w).contains("'crat' (did you mean 'cart'?), which has no span"));
    assertThat(result(folder.resolve("r")).diagnostics().warnings())
        .anySatisfy(w -> assertThat(w).contains("a recording has one rate"));
    assertThat(result(folder.resolve("r")).cost().headline()).contains("exponent 1 assumed");
    Files.writeString(definition, text.replaceFirst("workload: .*", "workload: otlp:" + recording));
    Command.Ended own = new Command(folder, "run", definition.toString(), "--out", "o").run();
    assertThat(own.exit()).isEqualTo(2);
    assertThat(own.err().lines()).hasSize(1);
    assertThat(own.err())
        .contains("mine.yaml:")
        .contains("design.scaling[0].size: otlp:")
        .contains("a recording has one rate");
  }

  /** A trace a second for an hour, at the service cart. */
  private static String recorded() {
    StringBuilder lines = new StringBuilder();
    for (int second = 0; second < 3_600; second++) {
      long start = (1_800_000_000L + second) * 1_000_000_000L;
      lines.append(
          """
          {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\
          {"stringValue":"cart"}}]},"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x",\
          "name":"GET /cart","kind":2,"startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
          """
              .formatted(second + 1, second + 1, start, start + 5_000_000L + second * 1_000L));
    }
    return lines.toString();
  }

  @Test
  void judgesAWholeRecording() throws IOException, InterruptedException {
    Path recording = Command.home().resolve("../shared/data/traces/trainticket-2023-01-29");
    assumeTrue(Files.isDirectory(recording), "needs the recordings beside the checkout");
    Command.Ended ended =
        new Command(
                folder, "run", "adaptive-sampling", "--workload", "otlp:" + recording, "--out", "r")
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    Result result = result(folder.resolve("r"));
    assertThat(result.run().workload().traces()).isEqualTo(4_483);
    assertThat(result.run().workload().spans()).isEqualTo(321_068);
    assertThat(result.run().workload().faults()).isEqualTo(28);
    assertThat(result.run().workload().visibleFaults()).isEqualTo(4);
    assertThat(result.recommendation().adopt()).isFalse();
    assertThat(ended.out()).doesNotContain("next:").doesNotContainPattern("\\d+ blocks would");
    assertThat(ended.out().lines())
        .filteredOn(line -> !line.contains("/"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void saysThatTheDiskIsFullAndLeavesNoFinishedLookingRun()
      throws IOException, InterruptedException {
    Path small = Files.createDirectories(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", small.toString())
            .start();
    assumeTrue(mount.waitFor() == 0, "needs the right to mount a small file system");
    try {
      Command.Ended ended =
          new Command(
                  folder,
                  "run",
                  "adaptive-sampling",
                  "--quick",
                  "--quiet",
                  "--out",
                  small.toString())
              .run();
      assertThat(ended.exit()).as(ended.err()).isIn(12, 13);
      assertThat(ended.err()).contains("full").doesNotContain("\tat ");
      assertThat(ResumeTest.onlyRun(small).resolve("result.json")).doesNotExist();
      assertThat(ResumeTest.onlyRun(small).resolve("report.html")).doesNotExist();
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }
}
