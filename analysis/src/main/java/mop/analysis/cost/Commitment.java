package mop.analysis.cost;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The least that is paid a month, used or not.
 *
 * @param name what the contract calls it
 * @param monthly money a month, above 0
 * @param date day by which it was read
 * @param source where it stands
 */
public record Commitment(String name, BigDecimal monthly, LocalDate date, String source) {}
