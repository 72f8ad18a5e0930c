package mop.stack.promql;

import java.util.List;

/**
 * @param notes in the order in which they arose, each once
 */
public record QueryAnswer(QueryResult result, List<Note> notes, QueryStats stats) {}
