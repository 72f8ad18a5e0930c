/**
 * A small columnar Parquet writer for fixed nested schemas and a reader for the same dialect (data
 * pages v2 as parquet-go writes them). Knows columns, levels and pages; knows nothing of traces.
 */
@NullMarked
package mop.stack.parquet;

import org.jspecify.annotations.NullMarked;
