package mop.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param home folder of the checkout
 * @param experiment name, or path of a definition
 * @param workload specification, or null for the definition's own
 * @param replicates measured blocks, where the user set them
 * @param precision half-width of the primary effects at which the run may stop, as a fraction; then
 *     {@code replicates} is the most
 * @param quick few blocks
 * @param settings {@code FACTOR=LEVEL} as typed
 * @param maxBadLines unreadable lines to skip before the run stops
 * @param begun folder of the run that is gone on with, whose own prices and scenario are used
 * @param command the command as typed, for the result document
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record RunRequest(
    Path home,
    String experiment,
    @Nullable String workload,
    OptionalInt replicates,
    OptionalDouble precision,
    boolean quick,
    long seed,
    List<String> settings,
    int threads,
    int maxBadLines,
    @Nullable Path begun,
    String command) {}
