package mop.analysis.cost.focus;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mop.analysis.cost.focus.InvoiceLine.Kind;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;

/**
 * An invoice that was read from CSV: FOCUS 1.x columns, or the plain ones {@code item, amount} with
 * {@code service}, {@code quantity}, {@code unit} and {@code currency} where they are there.
 *
 * @param currency ISO 4217; empty when a plain file does not say
 */
public record Invoice(String file, String currency, List<InvoiceLine> lines) {
  private static final String HELP = "See 'An invoice' in docs/formats.md.";
  private static final List<String> PLAIN =
      List.of("service", "item", "quantity", "unit", "amount", "currency");

  public Invoice {
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

  /** Sum of all lines. */
  public BigDecimal total() {
    return lines.stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static final class Reader {
    private final String file;
    private final List<String> header;
    private final boolean focus;
    private String currency = "";

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
      return new Invoice(file, currency, lines);
    }

    private InvoiceLine line(Csv.Row row) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        cells.put(header.get(i), row.cells().get(i).strip());
      }
      oneCurrency(row, cells.getOrDefault(focus ? "BillingCurrency" : "currency", ""));
      String unit = cells.getOrDefault(focus ? "PricingUnit" : "unit", "");
      return new InvoiceLine(
          row.line(),
          text(cells),
          focus ? kind(cells) : Kind.USAGE,
          number(row, cells, focus ? "PricingQuantity" : "quantity"),
          FocusUnits.find(unit),
          unit,
          amount(row, cells));
    }

    private String text(Map<String, String> cells) {
      List<String> keys =
          focus
              ? List.of("ServiceName", "ChargeDescription", "SkuMeter", "SkuId", "ResourceName")
              : List.of("service", "item");
      return String.join(
          " / ",
          keys.stream()
              .map(key -> cells.getOrDefault(key, ""))
              .filter(cell -> !cell.isEmpty())
              .distinct()
              .toList());
    }

    private static Kind kind(Map<String, String> cells) {
      if (cells.getOrDefault("CommitmentDiscountStatus", "").equals("Unused")) {
        return Kind.UNUSED_COMMITMENT;
      }
      return cells.getOrDefault("ChargeCategory", "Usage").equals("Usage")
          ? Kind.USAGE
          : Kind.OTHER;
    }

    /**
     * What is due: the effective cost of what a commitment covers, since it is billed elsewhere.
     */
    private BigDecimal amount(Csv.Row row, Map<String, String> cells) {
      String column = focus ? "BilledCost" : "amount";
      boolean committed = !cells.getOrDefault("CommitmentDiscountId", "").isEmpty();
      if (committed && cells.containsKey("EffectiveCost")) {
        column = "EffectiveCost";
      }
      String asked = column;
      return number(row, cells, column)
          .orElseThrow(() ->
              new InvalidInput(
                  file + ":" + row.line() + ": " + asked, "it is empty", "an amount", HELP));
    }

    private Optional<BigDecimal> number(Csv.Row row, Map<String, String> cells, String column) {
      String cell = cells.getOrDefault(column, "");
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(new BigDecimal(cell));
      } catch (NumberFormatException e) {
        throw new InvalidInput(
            file + ":" + row.line() + ": " + column,
            "'" + cell + "' is no number",
            "a number such as 1234.50, without grouping or currency",
            HELP);
      }
    }

    private void oneCurrency(Csv.Row row, String said) {
      if (!said.isEmpty() && !currency.isEmpty() && !said.equals(currency)) {
        throw new InvalidInput(
            file + ":" + row.line(),
            "currency " + said + " after " + currency,
            "one currency an invoice",
            "Split the file by currency.");
      }
      currency = said.isEmpty() ? currency : said;
    }
  }
}
