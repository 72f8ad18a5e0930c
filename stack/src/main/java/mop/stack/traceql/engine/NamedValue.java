package mop.stack.traceql.engine;

import mop.stack.traceql.Value;

/** A value under a name, as results show it. */
public record NamedValue(String name, Value value) {}
