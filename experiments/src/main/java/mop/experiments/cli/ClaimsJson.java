package mop.experiments.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.analysis.claims.Audit;
import mop.analysis.claims.ClaimVerdict;
import mop.analysis.claims.arithmetic.Finding;
import mop.analysis.result.Result;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** An audit as one JSON document, {@code mop.claims/v1}; the fields are in docs/formats.md. */
final class ClaimsJson {
  private static final String SCHEMA = "mop.claims/v1";

  private ClaimsJson() {}

  private record Document(
      String schema,
      String name,
      String source,
      List<String> runs,
      Map<String, Long> counts,
      List<Sum> sums,
      List<Claim> claims) {}

  private record Sum(
      String id,
      String statement,
      String published,
      String computed,
      String sum,
      String verdict,
      String reason) {}

  private record Claim(
      String id,
      String source,
      String statement,
      String claimed,
      String measured,
      String run,
      String verdict,
      String reason) {}

  static String render(Audit audit, List<Result> runs) {
    Document document =
        new Document(
            SCHEMA,
            audit.set().name(),
            audit.set().source(),
            runs.stream().map(run -> run.run().id()).toList(),
            counts(audit),
            audit.sums().stream().map(ClaimsJson::sum).toList(),
            audit.claims().stream().map(ClaimsJson::claim).toList());
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
            .defaultPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(document)
        + "\n";
  }

  /** How often each verdict was given, to sums and to claims. */
  private static Map<String, Long> counts(Audit audit) {
    Map<String, Long> counts = new TreeMap<>();
    for (Finding.Outcome outcome : Finding.Outcome.values()) {
      counts.put("sums " + outcome.words(), audit.count(outcome));
    }
    for (ClaimVerdict verdict : ClaimVerdict.values()) {
      counts.put("claims " + verdict.words(), audit.count(verdict));
    }
    return counts;
  }

  private static Sum sum(Audit.Sum sum) {
    Finding finding = sum.finding();
    return new Sum(
        sum.id(),
        sum.check().statement(),
        finding.published(),
        finding.computed(),
        finding.sum(),
        finding.outcome().words(),
        finding.words());
  }

  private static Claim claim(Audit.Judged judged) {
    Result.Claim claim = judged.verdict();
    return new Claim(
        claim.id(),
        claim.source(),
        claim.statement(),
        claim.claimed(),
        claim.measured(),
        judged.run(),
        claim.verdict(),
        claim.reason());
  }
}
