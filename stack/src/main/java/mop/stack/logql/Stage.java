package mop.stack.logql;

/** A step of a pipeline. */
interface Stage {
  /** Works on a row; false drops it. */
  boolean process(Row row);
}
