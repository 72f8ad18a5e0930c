package mop.analysis.cost.scaling;

import mop.analysis.result.Estimate;

/**
 * An amount at another size, with what makes it uncertain shown apart. Both parts are independent,
 * since the level is known best in the middle of the sizes, where the exponent does not matter.
 *
 * @param amount interval of both together
 * @param replicates as if the exponent were known: what more blocks would narrow
 * @param model as if the level were known: what more or wider sizes would narrow
 * @param times the size over the largest that was tried
 * @param beyondCap whether the law was only followed as far as the cap and in proportion from there
 */
public record ScaledAmount(
    Estimate amount, Estimate replicates, Estimate model, double times, boolean beyondCap) {}
