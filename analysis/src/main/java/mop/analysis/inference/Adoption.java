package mop.analysis.inference;

/**
 * Whether a treatment may be adopted: cheaper and, within the margin, as accurate. Both must hold
 * (an intersection-union test), so the two need no correction for each other; several treatments
 * are corrected by Holm on the larger of their two p-values.
 *
 * @param treatment its name
 * @param adopt whether both hold
 * @param why in plain words
 * @param p the larger of the two one-sided p-values
 * @param pAdjusted the same after Holm over treatments
 */
public record Adoption(String treatment, boolean adopt, String why, double p, double pAdjusted) {}
