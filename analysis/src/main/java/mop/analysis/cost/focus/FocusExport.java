package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import mop.analysis.cost.Unit;
import mop.analysis.cost.Words;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bills of a run as FOCUS 1.2 rows: every mandatory column, and those of the conditional and
 * recommended ones that a price list has. A treatment is a sub account, so that a tool which groups
 * by {@code SubAccountId} compares treatments; the sum of its {@code BilledCost} is its bill,
 * exactly.
 */
public final class FocusExport {
  /** Columns in the order of the file. */
  static final List<String> COLUMNS =
      List.of(
          "BilledCost",
          "BillingAccountId",
          "BillingAccountName",
          "BillingCurrency",
          "BillingPeriodEnd",
          "BillingPeriodStart",
          "ChargeCategory",
          "ChargeClass",
          "ChargeDescription",
          "ChargeFrequency",
          "ChargePeriodEnd",
          "ChargePeriodStart",
          "ConsumedQuantity",
          "ConsumedUnit",
          "ContractedCost",
          "ContractedUnitPrice",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "ListUnitPrice",
          "PricingCategory",
          "PricingQuantity",
          "PricingUnit",
          "ProviderName",
          "PublisherName",
          "RegionId",
          "RegionName",
          "ServiceCategory",
          "ServiceName",
          "SkuId",
          "SkuPriceId",
          "SubAccountId",
          "SubAccountName",
          "Tags");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final JsonMapper JSON = new JsonMapper();

  private final Result.Cost cost;
  private final String experiment;
  private final String run;

  /** Empty, as FOCUS wants it, where the prices hold for no region of the provider. */
  private final String regionName;

  private final String start;
  private final String end;

  private FocusExport(Result.Cost cost, String experiment, String run, String finishedAt) {
    this.cost = cost;
    this.experiment = experiment;
    this.run = run;
    this.regionName = Objects.requireNonNullElse(cost.catalog().regionName(), "");
    LocalDate month = Instant.parse(finishedAt).atZone(ZoneOffset.UTC).toLocalDate();
    this.start = TIME.format(month.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC));
    this.end = TIME.format(month.withDayOfMonth(1).plusMonths(1).atStartOfDay(ZoneOffset.UTC));
  }

  /** The CSV of a run, with its header. */
  public static String csv(Result result) {
    return csv(
        result.cost(), result.experiment().name(), result.run().id(), result.run().finishedAt());
  }

  /**
   * The same of a run's parts.
   *
   * @param finishedAt ISO 8601; the calendar month around it is the billing period
   */
  static String csv(Result.Cost cost, String experiment, String run, String finishedAt) {
    FocusExport export = new FocusExport(cost, experiment, run, finishedAt);
    StringBuilder csv = new StringBuilder(Csv.row(COLUMNS));
    for (Result.TreatmentCost treatment : cost.treatments()) {
      for (Result.Line line : treatment.lines()) {
        csv.append(Csv.row(export.row(treatment.name(), line)));
      }
    }
    return csv.toString();
  }

  private List<String> row(String treatment, Result.Line line) {
    return COLUMNS.stream().map(column -> cell(column, treatment, line)).toList();
  }

  private String cell(String column, String treatment, Result.Line line) {
    return switch (column) {
      case "BilledCost", "ContractedCost", "EffectiveCost", "ListCost" ->
          line.amount().toPlainString();
      case "BillingAccountId", "BillingAccountName" -> cost.scenario().name();
      case "BillingCurrency" -> cost.currency();
      case "BillingPeriodStart", "ChargePeriodStart" -> start;
      case "BillingPeriodEnd", "ChargePeriodEnd" -> end;
      case "ChargeCategory" -> "Usage";
      case "ChargeClass" -> "";
      case "ChargeDescription" -> line.component() + ": " + line.item();
      case "ChargeFrequency" -> "Usage-Based";
      case "ConsumedQuantity", "PricingQuantity" ->
          BigDecimal.valueOf(line.quantity()).stripTrailingZeros().toPlainString();
      case "ConsumedUnit", "PricingUnit" -> unit(line).map(FocusUnits::of).orElse(line.unit());
      case "ContractedUnitPrice", "ListUnitPrice" -> line.unitPrice().toPlainString();
      case "InvoiceIssuerName", "ProviderName", "PublisherName" ->
          Objects.requireNonNullElse(cost.catalog().provider(), cost.catalog().name());
      case "PricingCategory" -> "Standard";
      case "RegionId" -> regionName.isEmpty() ? "" : cost.catalog().region();
      case "RegionName" -> regionName;
      case "ServiceCategory" -> unit(line).map(FocusUnits::serviceCategory).orElse("Other");
      case "ServiceName" -> line.component();
      case "SkuId", "SkuPriceId" -> line.item();
      case "SubAccountId", "SubAccountName" -> treatment;
      case "Tags" -> tags(line.provenance());
      default -> throw new IllegalArgumentException("no column " + column);
    };
  }

  private static Optional<Unit> unit(Result.Line line) {
    return FocusUnits.find(line.unit());
  }

  private String tags(Provenance provenance) {
    SequencedMap<String, String> tags = new LinkedHashMap<>();
    tags.put("experiment", experiment);
    tags.put("provenance", Words.of(provenance));
    tags.put("run", run);
    return JSON.writeValueAsString(tags);
  }
}
