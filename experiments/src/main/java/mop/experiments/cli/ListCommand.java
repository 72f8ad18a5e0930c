package mop.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.claims.ClaimSet;
import mop.analysis.cost.PriceCatalog;
import mop.analysis.cost.StorageClass;
import mop.analysis.input.InvalidInput;
import mop.experiments.definition.Definitions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what can be named on the command line. */
@Command(
    name = "list",
    description = "List experiments, workloads, stacks, catalogs, claims, samplers.",
    footerHeading = "%nExample:%n",
    footer = "  ./workbench list samplers")
final class ListCommand implements Callable<Integer> {
  private static final List<Integer> WIDTHS = List.of(22, 56);

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: all.")
  @Nullable Kind kind;

  /** What can be listed; spelled as typed. */
  @SuppressWarnings("EnumNaming")
  enum Kind {
    experiments,
    workloads,
    stacks,
    catalogs,
    claims,
    samplers
  }

  private record Row(String name, String what) {}

  @Override
  public Integer call() throws IOException {
    List<Kind> kinds = kind == null ? List.of(Kind.values()) : List.of(kind);
    PrintWriter out = spec.commandLine().getOut();
    for (Kind each : kinds) {
      if (kind == null) {
        out.println(each);
      }
      TextTable table = new TextTable(WIDTHS);
      rows(each).forEach(row -> table.row("  " + row.name, row.what));
      out.print(table);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static List<Row> rows(Kind kind) throws IOException {
    return switch (kind) {
      case experiments -> experiments();
      case workloads ->
          List.of(
              new Row("shop", "simulated shop with injected faults (built in)"),
              new Row("otlp:PATH", "recorded OTLP: folder, files or globs"));
      case stacks -> List.of(new Row("embedded", "in this process; writes Tempo blocks"));
      case catalogs -> catalogs();
      case claims ->
          ClaimSet.names().stream()
              .map(ClaimSet::load)
              .flatMap(set ->
                  Stream.concat(
                      Stream.of(new Row(set.name(), set.source())),
                      set.claims().stream().map(claim -> new Row(claim.id(), claim.statement()))))
              .toList();
      case samplers -> samplers();
    };
  }

  private static List<Row> experiments() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String name : Definitions.names(Workbench.home())) {
      try {
        rows.add(new Row(name, Definitions.load(Workbench.home(), name).question()));
      } catch (InvalidInput e) {
        rows.add(new Row(name, "! " + e.getMessage()));
      }
    }
    return rows;
  }

  private static List<Row> catalogs() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String name : PriceCatalog.names()) {
      PriceCatalog catalog = PriceCatalog.load(name);
      rows.add(
          new Row(
              name,
              String.join(
                  ", ",
                  catalog.date().toString(),
                  catalog.region(),
                  catalog.currency(),
                  catalog.family().key(),
                  catalog.prices().size() + " prices" + classes(catalog))));
    }
    return rows;
  }

  private static String classes(PriceCatalog catalog) {
    List<StorageClass> classes = catalog.storageClasses();
    return classes.size() < 2
        ? ""
        : ", object storage "
            + classes.stream().map(StorageClass::key).collect(Collectors.joining(", "));
  }

  /** The levels of the definitions that can be read; broken ones are listed as experiments. */
  private static List<Row> samplers() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String name : Definitions.names(Workbench.home())) {
      try {
        SamplerWords.of(Definitions.load(Workbench.home(), name))
            .forEach((level, words) -> rows.add(new Row(level, words)));
      } catch (InvalidInput e) {
        rows.add(new Row(name, "! cannot be read; see: ./workbench list experiments"));
      }
    }
    return rows;
  }
}
