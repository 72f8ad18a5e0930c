package mop.stack.metrics.head;

import java.util.Map;
import mop.stack.metrics.Refusal;

/**
 * What a head has done since it was opened, and what it holds.
 *
 * @param series held now
 * @param activeSeries of these, appended to within the last 20 minutes by the clock
 * @param bytes of memory that series and their chunks take, roughly
 * @param seriesCreated replayed ones included
 * @param seriesRemoved because all their samples are in blocks
 * @param samples accepted
 * @param lateSamples of these, out of order
 * @param exemplars accepted
 * @param refused how many samples and exemplars of what reason
 * @param walBytes written to both logs
 * @param walSyncs times the disk was waited for
 */
public record HeadCounters(
    int series,
    int activeSeries,
    long bytes,
    long seriesCreated,
    long seriesRemoved,
    long samples,
    long lateSamples,
    long exemplars,
    Map<Refusal, Long> refused,
    long walBytes,
    long walSyncs) {}
