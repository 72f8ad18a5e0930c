package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import mop.analysis.claims.Audit;
import mop.analysis.claims.ClaimSet;
import mop.analysis.result.Result;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Audits published figures: their arithmetic, then what finished runs say to them. */
@Command(
    name = "claims",
    description = "Audit published figures: do they add up, do runs reproduce them?",
    footerHeading = "%nExample:%n",
    footer = {
      "  ./workbench claims",
      "",
      "A claim that fails is a finding: the exit code is 0. The format of FILE is in",
      "docs/formats.md."
    })
final class ClaimsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A set of claims: a name or a .yaml file. Default: mop-2025-11.")
  @Nullable String file;

  @Option(
      names = "--run",
      paramLabel = "RUN-DIR",
      description = {
        "A finished run's folder or id; may be given again.",
        "Default: the newest of each experiment."
      })
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
  Format format = Format.text;

  /** How the audit is told; spelled as typed. */
  @SuppressWarnings("EnumNaming")
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() throws IOException {
    ClaimSet set = ClaimSet.load(file == null ? ClaimSet.names().getFirst() : file);
    List<Result> results = runs.isEmpty() ? newest() : named();
    Audit audit = Audit.of(set, results);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> ClaimsText.render(audit, results);
          case json -> ClaimsJson.render(audit, results);
        });
    out.flush();
    return ExitCode.DONE;
  }

  private List<Result> named() throws IOException {
    List<Result> results = new ArrayList<>();
    for (String run : runs) {
      results.add(FinishedRuns.result(FinishedRuns.folder(run)));
    }
    return results;
  }

  /** The newest run of each experiment, newest first. */
  private static List<Result> newest() throws IOException {
    List<Result> results = new ArrayList<>();
    Set<Path> experiments = new HashSet<>();
    for (Path folder : FinishedRuns.all().reversed()) {
      if (experiments.add(folder.toAbsolutePath().getParent())) {
        results.add(FinishedRuns.result(folder));
      }
    }
    return results;
  }
}
