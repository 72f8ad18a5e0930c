package mop.analysis.cost.estimate;

import java.math.BigDecimal;
import mop.analysis.result.Provenance;

/**
 * A line of an estimate.
 *
 * @param component part of the system
 * @param use what the scenario calls it, empty for what no use of the scenario causes
 * @param item what the provider calls it
 * @param quantity units a month
 * @param amount quantity × unit price, rounded half-even to cents
 * @param quantitySource where the quantity comes from
 * @param priceSource where the price stands, with the day it was read
 */
public record EstimateLine(
    String component,
    String use,
    String item,
    BigDecimal quantity,
    String unit,
    BigDecimal unitPrice,
    BigDecimal amount,
    Provenance provenance,
    String quantitySource,
    String priceSource) {}
