package mop.stack.logs;

import java.util.List;
import mop.stack.labels.Labels;

/** Entries for one stream, in the order in which they came. */
public record StreamEntries(Labels labels, List<LogEntry> entries) {}
