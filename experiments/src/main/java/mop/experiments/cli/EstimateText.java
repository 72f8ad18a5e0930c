package mop.experiments.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import mop.analysis.cost.Unit;
import mop.analysis.cost.WholeSystem.Published;
import mop.analysis.cost.Words;
import mop.analysis.cost.estimate.CatalogEstimate;
import mop.analysis.cost.estimate.Estimate;
import mop.analysis.cost.estimate.EstimateLine;

/** An estimate for people, in at most 80 columns. */
final class EstimateText {
  private static final int COLUMNS = 80;

  /** Money columns of one block of the table by component. */
  private static final int A_BLOCK = 4;

  private final StringBuilder text = new StringBuilder();
  private final Estimate estimate;

  private EstimateText(Estimate estimate) {
    this.estimate = estimate;
  }

  static String render(Estimate estimate, boolean lines) {
    EstimateText text = new EstimateText(estimate);
    text.totals();
    text.basis();
    text.byComponent();
    text.shares();
    if (lines) {
      estimate.catalogs().forEach(text::lines);
    }
    estimate.catalogs().forEach(each -> text.notes(each, lines));
    text.next(lines);
    return text.text.toString();
  }

  private void say(String line) {
    text.append(Wrapped.at(COLUMNS, line, "  "));
  }

  private void row(String row) {
    text.append(row.stripTrailing()).append('\n');
  }

  private void totals() {
    say(estimate.scenario() + ": " + estimate.description());
    estimate
        .published()
        .ifPresent(published ->
            say(
                "published: "
                    + Words.money(published.monthly(), published.currency())
                    + " a month ("
                    + published.source()
                    + ")"));
    row(
        String.format(
            Locale.ROOT,
            "%n%-16s %-11s %-10s %16s  %s",
            "catalogue",
            "family",
            "prices of",
            "total a month",
            estimate.published().isPresent() ? "against published" : ""));
    for (CatalogEstimate each : estimate.catalogs()) {
      row(
          String.format(
              Locale.ROOT,
              "%-16s %-11s %-10s %16s  %s",
              each.catalog(),
              each.family(),
              each.date(),
              Words.money(each.total(), each.currency()),
              estimate.published().map(published -> against(each, published)).orElse("")));
    }
  }

  /** Which of the figures are measured, modelled, assumed or read. */
  private void basis() {
    text.append('\n');
    say(
        "totals: modelled, usage × price; usage: "
            + Provenances.words(
                estimate.catalogs().stream()
                    .flatMap(each -> each.lines().stream())
                    .map(EstimateLine::provenance))
            + ", as the scenario's file states it; prices: list prices, read by the day beside the"
            + " catalogue, sources below"
            + estimate.published().map(published -> "; published: stated, not ours").orElse(""));
  }

  private static String against(CatalogEstimate each, Published published) {
    if (!each.currency().equals(published.currency()) || published.monthly().signum() == 0) {
      return "another currency";
    }
    BigDecimal difference = each.total().subtract(published.monthly());
    return Words.money(difference)
        + " ("
        + Words.of(
            each.total().divide(published.monthly(), 4, RoundingMode.HALF_EVEN).doubleValue(), 3)
        + " ×)";
  }

  private void byComponent() {
    Set<String> components = new LinkedHashSet<>();
    estimate.catalogs().forEach(each -> components.addAll(each.byComponent().keySet()));
    List<CatalogEstimate> all = estimate.catalogs();
    for (int from = 0; from < all.size(); from += A_BLOCK) {
      List<CatalogEstimate> block = all.subList(from, Math.min(all.size(), from + A_BLOCK));
      text.append('\n');
      heading("component", block);
      for (String component : components) {
        money(
            component,
            block.stream()
                .map(each -> each.byComponent().getOrDefault(component, BigDecimal.ZERO))
                .toList());
      }
      money("total", block.stream().map(CatalogEstimate::total).toList());
    }
  }

  private void heading(String first, List<CatalogEstimate> block) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-16s", first));
    block.forEach(each -> row.append(String.format(Locale.ROOT, "%16s", each.catalog())));
    text.append(row).append('\n');
  }

  private void money(String name, List<BigDecimal> amounts) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
    for (BigDecimal amount : amounts) {
      row.append(
          String.format(Locale.ROOT, "%16s", amount.signum() == 0 ? "-" : Words.money(amount)));
    }
    text.append(row).append('\n');
  }

  private void shares() {
    for (String dimension : estimate.catalogs().getFirst().shares().keySet()) {
      List<CatalogEstimate> all = estimate.catalogs();
      for (int from = 0; from < all.size(); from += A_BLOCK) {
        List<CatalogEstimate> block = all.subList(from, Math.min(all.size(), from + A_BLOCK));
        text.append('\n');
        heading(dimension, block);
        for (String member : of(block.getFirst(), dimension).keySet()) {
          money(
              member,
              block.stream()
                  .map(each -> of(each, dimension).getOrDefault(member, BigDecimal.ZERO))
                  .toList());
        }
      }
    }
  }

  private static SequencedMap<String, BigDecimal> of(CatalogEstimate each, String dimension) {
    return each.shares().getOrDefault(dimension, new LinkedHashMap<>());
  }

  private void lines(CatalogEstimate each) {
    text.append('\n');
    say(each.catalog() + ", " + each.region() + ", in " + each.currency() + ", a month");
    for (EstimateLine line : each.lines()) {
      String what = line.component() + ": " + line.item();
      String[] parts = Wrapped.at(COLUMNS - 18, "  " + what, "    ").split("\n", -1);
      row(String.format(Locale.ROOT, "%-62s %16s", parts[0], Words.money(line.amount())));
      for (int i = 1; i < parts.length - 1; i++) {
        row(parts[i]);
      }
      text.append(
          Wrapped.at(
              COLUMNS,
              "    "
                  + Words.of(line.quantity().doubleValue())
                  + (Character.isDigit(line.unit().charAt(0)) ? " × " : " ")
                  + line.unit()
                  + " at "
                  + line.unitPrice().toPlainString()
                  + ", quantity "
                  + Words.of(line.provenance()),
              "      "));
    }
    row(String.format(Locale.ROOT, "%-62s %16s", "  total", Words.money(each.total())));
    each.lines().stream()
        .filter(line -> line.unit().equals(Unit.NODE_HOUR.symbol()))
        .map(EstimateLine::quantitySource)
        .distinct()
        .forEach(nodes -> say("  nodes: " + nodes));
    sources(each);
  }

  /** Where each price stands, one source once. */
  private void sources(CatalogEstimate each) {
    SequencedMap<String, Set<String>> items = new LinkedHashMap<>();
    each.lines()
        .forEach(line ->
            items
                .computeIfAbsent(line.priceSource(), source -> new LinkedHashSet<>())
                .add(line.item()));
    row("  where the prices stand");
    items.forEach((source, names) ->
        text.append(Wrapped.at(COLUMNS, "  " + String.join("; ", names) + ": " + source, "    ")));
  }

  private void notes(CatalogEstimate each, boolean all) {
    text.append('\n');
    say(each.catalog() + ": " + each.source());
    if (!each.includes().isEmpty()) {
      say("  includes " + each.includes());
    }
    each.leftOut().forEach(what -> say("! not in the total: " + what));
    if (all) {
      each.carried().forEach(what -> say("  paid through others: " + what));
    }
    if (!each.note().isEmpty()) {
      say("  note: " + each.note());
    }
  }

  private void next(boolean lines) {
    if (!lines) {
      text.append('\n');
      say(
          "Every line and its source: ./workbench cost estimate "
              + estimate.scenario()
              + " --catalog "
              + estimate.catalogs().getFirst().catalog()
              + " [--format json]");
    }
  }
}
