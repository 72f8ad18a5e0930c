package mop.stack.traceql;

/** What a query answers with: traces or series. */
public sealed interface QueryBody permits Stage.Pipeline, Metrics {}
