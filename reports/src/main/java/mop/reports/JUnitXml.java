package mop.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Claim;
import mop.analysis.result.Result.Gate;
import mop.analysis.result.Result.Treatment;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Notices;
import mop.reports.words.Standing;

/**
 * The run for a CI server: a test case for the integrity of every treatment and for every gate. A
 * treatment with invalidated trials fails, and so does a gate that was not met. A claim that does
 * not reproduce is a finding, listed in the suite's output, and never a failure.
 */
public final class JUnitXml {

  private final Markup out = new Markup();
  private final Findings f;
  private final String suite;

  private JUnitXml(Findings f) {
    this.f = f;
    this.suite = "workbench." + f.result().experiment().name();
  }

  /** The run as a document with one {@code testsuite}. */
  public static String render(Result result) {
    return new JUnitXml(new Findings(result)).document();
  }

  private String document() {
    Result.Run run = f.result().run();
    String tests = Integer.toString(f.treatments().size() + f.result().gates().size());
    String failures = Long.toString(failures());
    out.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open("testsuites", "tests", tests, "failures", failures, "errors", "0").line();
    out.open(
            "testsuite",
            "name",
            suite,
            "tests",
            tests,
            "failures",
            failures,
            "errors",
            "0",
            "skipped",
            "0",
            "timestamp",
            timestamp(run.startedAt()),
            "time",
            seconds(run))
        .line();
    properties(run);
    f.treatments().forEach(this::integrity);
    f.result().gates().forEach(this::gate);
    out.leaf("system-out", findings()).line();
    return out.close("testsuite").line().close("testsuites").line().finish();
  }

  private long failures() {
    long broken = f.treatments().stream().filter(t -> broken(t).isPresent()).count();
    return broken + f.result().gates().stream().filter(g -> !Notices.passed(g)).count();
  }

  private void properties(Result.Run run) {
    out.open("properties").line();
    property("run", run.id());
    property("seed", Long.toString(run.seed()));
    property("workload", run.workload().spec());
    property("version", run.version());
    out.close("properties").line();
  }

  private void property(String name, String value) {
    out.empty("property", "name", name, "value", value).line();
  }

  private void integrity(Treatment t) {
    open("integrity", t.name());
    broken(t).ifPresent(why -> failure("invalidated", why));
    out.close("testcase").line();
  }

  /** Why a treatment's trials cannot be used, one line a trial. */
  private Optional<String> broken(Treatment t) {
    List<String> trials =
        f.result().diagnostics().invalidated().stream()
            .filter(i -> i.treatment().equals(t.name()))
            .map(i -> "block " + i.block() + ": " + i.reason())
            .toList();
    if (!trials.isEmpty()) {
      return Optional.of(String.join("\n", trials));
    }
    return f.standing(t) instanceof Standing.Invalid invalid
        ? Optional.of(invalid.reason())
        : Optional.empty();
  }

  private void gate(Gate gate) {
    open("gate", gate.expression());
    if (!Notices.passed(gate)) {
      failure(gate.outcome(), gate.reason());
    }
    out.close("testcase").line();
  }

  private void open(String kind, String name) {
    out.open("testcase", "classname", suite + "." + kind, "name", name, "time", "0");
  }

  private void failure(String type, String why) {
    int end = why.indexOf('\n');
    String first = end < 0 ? why : why.substring(0, end);
    out.leaf("failure", why, "type", type, "message", first);
  }

  private String findings() {
    StringBuilder text = new StringBuilder(Headline.of(f).plain()).append('\n');
    for (Claim c : f.result().claims()) {
      text.append("claim ").append(c.id()).append(": ").append(c.verdict());
      text.append(" (claimed ").append(c.claimed()).append(", here ").append(c.measured());
      text.append(")\n");
    }
    return text.toString();
  }

  /** Date and time without a zone, as the format has it; the instants of a run are in UTC. */
  private static String timestamp(String instant) {
    return instant.replaceAll("(\\.[0-9]+)?Z$", "");
  }

  private static String seconds(Result.Run run) {
    try {
      Duration took =
          Duration.between(Instant.parse(run.startedAt()), Instant.parse(run.finishedAt()));
      return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "run " + run.id() + ": startedAt and finishedAt must be ISO-8601 instants", e);
    }
  }
}
