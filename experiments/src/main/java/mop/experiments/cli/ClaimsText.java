package mop.experiments.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mop.analysis.claims.Audit;
import mop.analysis.claims.ClaimVerdict;
import mop.analysis.claims.arithmetic.Finding;
import mop.analysis.claims.arithmetic.Finding.Outcome;
import mop.analysis.result.Result;

/** An audit for people who read bills, in at most 80 columns. */
final class ClaimsText {
  private static final int COLUMNS = 80;
  private static final List<Integer> WIDTHS = List.of(20, 12, 30, 12);

  private ClaimsText() {}

  static String render(Audit audit, List<Result> runs) {
    StringBuilder text = new StringBuilder();
    line(text, audit.set().name() + ": " + audit.set().source());
    if (!audit.sums().isEmpty()) {
      line(
          text, counted(audit.sums().size(), "sum") + " over its own figures: " + sumCounts(audit));
    }
    if (!audit.claims().isEmpty()) {
      line(text, counted(audit.claims().size(), "claim") + ": " + claimCounts(audit));
      runs.forEach(run -> line(text, "held against " + described(run)));
      if (runs.isEmpty()) {
        line(
            text,
            "no finished run to hold them against; make one with: ./workbench run EXPERIMENT");
      }
    }
    sums(text, audit);
    claims(text, audit);
    return text.toString();
  }

  private static void sums(StringBuilder text, Audit audit) {
    if (audit.sums().isEmpty()) {
      return;
    }
    text.append('\n');
    line(
        text,
        "Its own arithmetic and definitions. A difference counts only where the digits that were"
            + " published leave no room for it.");
    text.append('\n');
    TextTable table = new TextTable(WIDTHS);
    table.row("what must hold", "published", "checked by", "verdict");
    table.row(WIDTHS.stream().map("-"::repeat).toArray(String[]::new));
    for (Outcome outcome : List.of(Outcome.INCONSISTENT, Outcome.NOT_TESTABLE, Outcome.ADDS_UP)) {
      for (Audit.Sum sum : audit.sums()) {
        Finding finding = sum.finding();
        if (finding.outcome() == outcome) {
          String part = finding.part().isEmpty() ? "" : " (" + finding.part() + ")";
          table.row(
              sum.check().statement() + part,
              finding.published(),
              finding.sum().isEmpty() ? finding.words() : finding.sum() + ": " + finding.words(),
              outcome.words());
        }
      }
    }
    text.append(table);
  }

  private static void claims(StringBuilder text, Audit audit) {
    if (audit.claims().isEmpty()) {
      return;
    }
    text.append('\n');
    line(
        text,
        "Claims and what runs say to them. A measurement keeps its verdict whatever else was"
            + " published; intervals in brackets are 95 %.");
    text.append('\n');
    TextTable table = new TextTable(WIDTHS);
    table.row("claim", "published", "checked by", "verdict");
    table.row(WIDTHS.stream().map("-"::repeat).toArray(String[]::new));
    for (Audit.Judged judged : audit.claims()) {
      Result.Claim claim = judged.verdict();
      table.row(
          claim.statement(),
          claim.claimed(),
          claim.measured().isEmpty()
              ? claim.reason()
              : claim.measured() + " in run " + judged.run() + ": " + claim.reason(),
          claim.verdict());
    }
    text.append(table);
  }

  private static String sumCounts(Audit audit) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> audit.count(outcome) > 0)
        .map(outcome -> audit.count(outcome) + " " + words(outcome, audit.count(outcome)))
        .collect(Collectors.joining(", "));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String words(Outcome outcome, long count) {
    if (count == 1) {
      return outcome.words();
    }
    return switch (outcome) {
      case ADDS_UP -> "add up";
      case INCONSISTENT -> "inconsistent in themselves";
      case NOT_TESTABLE -> outcome.words();
    };
  }

  private static String claimCounts(Audit audit) {
    return Arrays.stream(ClaimVerdict.values())
        .filter(verdict -> audit.count(verdict) > 0)
        .map(verdict -> audit.count(verdict) + " " + words(verdict, audit.count(verdict)))
        .collect(Collectors.joining(", "));
  }

  private static String words(ClaimVerdict verdict, long count) {
    return verdict == ClaimVerdict.INCONSISTENT && count != 1
        ? "inconsistent in themselves"
        : verdict.words();
  }

  private static String described(Result run) {
    return String.format(
        Locale.ROOT,
        "run %s of %s, %d blocks, finished %s",
        run.run().id(),
        run.experiment().name(),
        run.design().replicates(),
        run.run().finishedAt().replaceFirst("T.*", ""));
  }

  private static void line(StringBuilder text, String line) {
    text.append(Wrapped.at(COLUMNS, line, "  "));
  }
}
