package mop.analysis.cost.focus;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mop.analysis.cost.focus.InvoiceLine.Kind;
import mop.analysis.input.DecimalText;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

/**
 * An invoice that was read from CSV: FOCUS 1.x columns, or the plain ones {@code item, amount} with
 * {@code service}, {@code quantity}, {@code unit} and {@code currency} where they are there.
 *
 * @param currency ISO 4217; empty when the file does not say
 * @param assumptions what the file does not say and what was taken instead, a sentence each
 * @param scope which of the file's rows count, where not all do, or empty
 */
public record Invoice(
    String file, String currency, List<InvoiceLine> lines, List<String> assumptions, String scope) {
  private static final String HELP = "See 'An invoice' in docs/formats.md.";
  private static final List<String> PLAIN =
      List.of("service", "item", "quantity", "unit", "amount", "currency");

  /** FOCUS' values of ChargeCategory. */
  private static final List<String> CATEGORIES =
      List.of("Usage", "Purchase", "Tax", "Credit", "Adjustment");

  /** Line ends and control characters of a cell: no terminal gets them. */
  private static final Pattern NOT_SHOWN = Pattern.compile("[\\s\\p{Cc}\\p{Cf}]+");

  public Invoice {
    assumptions = List.copyOf(assumptions);
    lines = List.copyOf(lines);
  }

  /**
   * Reads an invoice.
   *
   * @throws InvalidInput when it is neither kind of file, or a cell is no number (with line and
   *     column)
   */
  public static Invoice read(String path) {
    List<Csv.Row> rows = Csv.parse(path, text(path));
    if (rows.size() < 2) {
      throw new InvalidInput(path + ":1", "the file has no lines", "a header and rows", HELP);
    }
    List<String> header = rows.getFirst().cells().stream().map(String::strip).toList();
    refuseTwins(path, header);
    boolean focus = header.contains("BilledCost");
    if (!focus && !header.contains("amount")) {
      throw new InvalidInput(
          path + ":1",
          "neither FOCUS' BilledCost nor 'amount' among the columns " + String.join(", ", header),
          "FOCUS columns, or " + String.join(", ", PLAIN),
          NearestWord.within(2, "amount", header)
              .map(column -> "Did you mean 'amount' by '" + column + "'?")
              .orElse(HELP));
    }
    return new Reader(path, header, focus).invoice(rows.subList(1, rows.size()));
  }

  private static String text(String path) {
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      throw new InvalidInput(path, "it is a folder", "an invoice as CSV", HELP);
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidInput(path, "no such file", "an invoice as CSV", HELP);
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new InvalidInput(path, "not UTF-8", "a CSV file in UTF-8", "Save it as UTF-8.");
    } catch (IOException e) {
      throw new InvalidInput(
          path, "cannot be read (" + e.getMessage() + ")", "a readable file", "Check it.");
    }
  }

  private static void refuseTwins(String path, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!column.isEmpty() && !seen.add(column)) {
        throw new InvalidInput(
            path + ":1", "column '" + column + "' is there twice", "each once", "Remove one.");
      }
    }
  }

  /**
   * Only the rows of a treatment, where every sub account is a treatment of the run, as in the
   * {@code focus.csv} that runs write; else the whole invoice.
   *
   * @throws InvalidInput when none of the rows is the treatment's
   */
  public Invoice ofTreatment(String treatment, Collection<String> treatments) {
    Set<String> accounts = new LinkedHashSet<>();
    lines.forEach(line -> accounts.add(line.subAccount()));
    if (!treatments.containsAll(accounts)) {
      return this;
    }
    List<InvoiceLine> own =
        lines.stream().filter(line -> line.subAccount().equals(treatment)).toList();
    if (own.isEmpty()) {
      throw new InvalidInput(
          file,
          "no row has the SubAccountId '" + treatment + "'",
          "rows of that treatment",
          "It has " + String.join(", ", accounts) + ": name one with --treatment.");
    }
    String counted =
        "only rows whose SubAccountId is '"
            + treatment
            + "' count: "
            + own.size()
            + " of "
            + lines.size();
    return new Invoice(file, currency, own, assumptions, counted);
  }

  /** Sum of what all lines cost. */
  public BigDecimal total() {
    return lines.stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Sum of what is due. */
  public BigDecimal billed() {
    return lines.stream().map(InvoiceLine::billed).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static final class Reader {
    private final String file;
    private final List<String> header;
    private final boolean focus;
    private String currency = "";
    private int withoutCurrency;

    Reader(String file, List<String> header, boolean focus) {
      this.file = file;
      this.header = header;
      this.focus = focus;
    }

    Invoice invoice(List<Csv.Row> rows) {
      List<InvoiceLine> lines = new ArrayList<>();
      for (Csv.Row row : rows) {
        if (row.cells().size() != header.size()) {
          throw new InvalidInput(
              file + ":" + row.line(),
              row.cells().size() + " cells",
              header.size() + ", as many as columns",
              "Quote cells that contain commas.");
        }
        lines.add(line(row));
      }
      return new Invoice(file, currency, lines, assumptions(lines.size()), "");
    }

    private List<String> assumptions(int lines) {
      List<String> assumptions = new ArrayList<>();
      if (withoutCurrency > 0) {
        assumptions.add(
            withoutCurrency + " of " + lines + " rows name no currency: taken to be in the bill's");
      }
      if (focus && !header.contains("ChargeCategory")) {
        assumptions.add("there is no column ChargeCategory: every row is taken to be usage");
      }
      return assumptions;
    }

    private InvoiceLine line(Csv.Row row) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        cells.put(header.get(i), row.cells().get(i).strip());
      }
      oneCurrency(row, cells.getOrDefault(focus ? "BillingCurrency" : "currency", ""));
      BigDecimal billed = amount(row, cells, focus ? "BilledCost" : "amount");
      boolean effective = focus && header.contains("EffectiveCost");
      return new InvoiceLine(
          row.line(),
          text(cells),
          focus ? kind(row, cells) : Kind.USAGE,
          number(row, cells, focus ? "PricingQuantity" : "quantity"),
          FocusUnits.find(cells.getOrDefault(focus ? "PricingUnit" : "unit", "")),
          focus ? cells.getOrDefault("SubAccountId", "") : "",
          effective ? amount(row, cells, "EffectiveCost") : billed,
          billed);
    }

    private String text(Map<String, String> cells) {
      List<String> keys =
          focus
              ? List.of("ServiceName", "ChargeDescription", "SkuMeter", "SkuId", "ResourceName")
              : List.of("service", "item");
      return String.join(
          " / ",
          keys.stream()
              .map(key -> NOT_SHOWN.matcher(cells.getOrDefault(key, "")).replaceAll(" "))
              .filter(cell -> !cell.isBlank())
              .distinct()
              .toList());
    }

    private Kind kind(Csv.Row row, Map<String, String> cells) {
      String category = cells.getOrDefault("ChargeCategory", "Usage");
      if (!CATEGORIES.contains(category)) {
        throw new InvalidInput(
            file + ":" + row.line() + ": ChargeCategory",
            category.isEmpty() ? "it is empty" : "'" + category + "' is none of FOCUS'",
            "one of " + String.join(", ", CATEGORIES),
            NearestWord.of(category, CATEGORIES)
                .map(word -> "Did you mean '" + word + "'?")
                .orElse(HELP));
      }
      boolean committed = !cells.getOrDefault("CommitmentDiscountId", "").isEmpty();
      if (cells.getOrDefault("CommitmentDiscountStatus", "").equals("Unused")) {
        return Kind.UNUSED_COMMITMENT;
      }
      return switch (category) {
        case "Usage" -> committed ? Kind.COVERED_USAGE : Kind.USAGE;
        case "Purchase" -> committed ? Kind.COMMITMENT_PURCHASE : Kind.OTHER;
        default -> Kind.OTHER;
      };
    }

    private BigDecimal amount(Csv.Row row, Map<String, String> cells, String column) {
      return number(row, cells, column)
          .orElseThrow(() ->
              new InvalidInput(
                  file + ":" + row.line() + ": " + column, "it is empty", "an amount", HELP));
    }

    private Optional<BigDecimal> number(Csv.Row row, Map<String, String> cells, String column) {
      String cell = cells.getOrDefault(column, "");
      return cell.isEmpty()
          ? Optional.empty()
          : Optional.of(
              DecimalText.parse(
                  cell,
                  "a number such as 1234.50, without grouping or currency",
                  (what, expected) ->
                      new InvalidInput(
                          file + ":" + row.line() + ": " + column, what, expected, HELP)));
    }

    private void oneCurrency(Csv.Row row, String said) {
      if (said.isEmpty()) {
        withoutCurrency++;
        return;
      }
      if (!currency.isEmpty() && !said.equals(currency)) {
        throw new InvalidInput(
            file + ":" + row.line(),
            "currency " + said + " after " + currency,
            "one currency an invoice",
            "Split the file by currency.");
      }
      currency = said;
    }
  }
}
