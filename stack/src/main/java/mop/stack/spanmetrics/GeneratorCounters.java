package mop.stack.spanmetrics;

/**
 * What a generator has done so far.
 *
 * @param spans that were taken
 * @param outsideSlack spans that ended too long ago, or too late from now
 * @param activeSeries now
 * @param seriesLimited series that were refused because of the limit, counted at each refusal
 * @param samples that were emitted, marks of ends included
 * @param edges calls of which one side was seen
 * @param completedEdges calls that were counted, those with virtual nodes included
 * @param expiredEdges calls whose other side never came and could not be guessed
 * @param droppedSpans sides of calls for which there was no room
 */
public record GeneratorCounters(
    long spans,
    long outsideSlack,
    long activeSeries,
    long seriesLimited,
    long samples,
    long edges,
    long completedEdges,
    long expiredEdges,
    long droppedSpans) {}
