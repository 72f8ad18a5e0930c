package mop.reports.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Outcome;
import mop.analysis.result.Result.Treatment;
import mop.reports.markup.Markup;
import mop.reports.words.Cautions;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Laws;
import mop.reports.words.Names;
import mop.reports.words.Notices;
import mop.reports.words.Numbers;

/** What a reader sees first: the verdict in words, with money, loss and how far to trust them. */
final class Hero {

  /** Names up to this many characters are not broken over lines. */
  private static final int UNBROKEN = 20;

  private final Markup out;
  private final Findings f;
  private final Headline headline;

  private Hero(Markup out, Findings f) {
    this.out = out;
    this.f = f;
    this.headline = Headline.of(f);
  }

  static void write(Markup out, Findings f) {
    new Hero(out, f).write();
  }

  private void write() {
    out.open("header", "class", "hero").line();
    run();
    title();
    Stream.of(headline.tradeOff(), headline.wouldDecide())
        .filter(text -> !text.isEmpty())
        .forEach(text -> {
          out.open("p", "class", "lede");
          sentence(text);
          out.close("p").line();
        });
    String why = f.prose(f.result().recommendation().why());
    if (headline.adopt() && !why.isBlank()) {
      out.leaf("p", why).line();
    }
    Tiles.write(out, f);
    origins();
    cautions();
    gates();
    out.close("header").line();
  }

  private void run() {
    Result.Run run = f.result().run();
    out.open("p", "class", "run");
    out.leaf("strong", Names.sentence(f.result().experiment().name().replace('-', ' ')));
    out.text(" · " + Dates.day(run.finishedAt()) + " · " + workload(run.workload()));
    out.text(" · run " + run.id()).close("p").line();
  }

  /** The workload in words; its exact spelling stands under Reproduce. */
  private String workload(Result.Workload w) {
    String spec = w.spec();
    String path = spec.substring(spec.indexOf(':') + 1).replaceAll("/+$", "");
    String what =
        f.recording()
            ? "recording " + path.substring(path.lastIndexOf('/') + 1)
            : "simulated shop traffic";
    return what
        + ", "
        + Numbers.count(w.traces())
        + " traces, "
        + Numbers.count(w.visibleFaults())
        + " visible faults";
  }

  private void title() {
    String name = headline.treatment();
    out.open("h1").text(headline.verb() + " ");
    out.leaf("span", name, "class", name.length() <= UNBROKEN ? "nb it" : "it");
    out.text(headline.link());
    if (!headline.amount().isEmpty()) {
      out.leaf("span", headline.amount(), "class", "nb");
    }
    if (!headline.interval().isEmpty()) {
      out.text(" ").leaf("span", headline.interval(), "class", "nb ci-text");
    }
    if (!headline.because().isEmpty()) {
      out.text(": " + headline.because());
    }
    out.close("h1").line();
  }

  /** Text in which no line breaks inside the name of a treatment. */
  private void sentence(String text) {
    String names =
        f.treatments().stream()
            .map(Treatment::name)
            .filter(n -> n.length() <= UNBROKEN)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<![\\w-])(?:", ")(?![\\w-])"));
    int from = 0;
    for (MatchResult m : Pattern.compile(names).matcher(text).results().toList()) {
      out.text(text.substring(from, m.start())).leaf("span", m.group(), "class", "nb");
      from = m.end();
    }
    out.text(text.substring(from));
  }

  /** How the two figures of every tile were had. */
  private void origins() {
    List<String> parts =
        Stream.of(f.result().experiment().primaryCost(), f.primaryAccuracy())
            .flatMap(name -> f.outcome(name).stream())
            .map(this::origin)
            .toList();
    if (!parts.isEmpty()) {
      String level = Intervals.level(f);
      String brackets = level.isEmpty() ? "" : " Brackets: intervals" + level + ".";
      String laws = Laws.notice(f);
      String apart =
          laws.isEmpty() ? "" : " Those of bills hold the spread of blocks alone; " + laws + ".";
      out.leaf("p", String.join(" ", parts) + brackets + apart, "class", "soft small wide").line();
    }
  }

  private String origin(Outcome o) {
    return f.label(o.name())
        + ": "
        + Badge.word(o.provenance())
        + " ("
        + f.prose(o.source())
        + ").";
  }

  private void cautions() {
    List<String> lines = new ArrayList<>();
    String kind = f.prose(f.result().cost().headline());
    if (!kind.isBlank()) {
      lines.add("The bill: " + Headline.lower(kind));
    }
    Cautions.of(f)
        .forEach(c -> lines.add(c.substring(0, 1).toUpperCase(Locale.ROOT) + c.substring(1) + "."));
    if (!lines.isEmpty()) {
      out.open("ul", "class", "callout").line();
      lines.forEach(line -> out.leaf("li", line).line());
      more();
      out.close("ul").line();
    }
  }

  /** The way to the warnings that do not stand here. */
  private void more() {
    int more = Notices.warnings(f).size() - Cautions.of(f).size();
    if (more > 0) {
      String warnings = more == 1 ? "1 more warning" : more + " more warnings";
      out.open("li").leaf("a", warnings + " under Diagnostics", "href", "#diagnostics");
      out.close("li").line();
    }
  }

  private void gates() {
    var gates = f.result().gates();
    if (!gates.isEmpty()) {
      long passed = gates.stream().filter(g -> g.outcome().equals("passed")).count();
      out.open("p", "class", "small");
      out.leaf("a", passed + " of " + gates.size() + " gates passed", "href", "#gates");
      out.close("p").line();
    }
  }
}
