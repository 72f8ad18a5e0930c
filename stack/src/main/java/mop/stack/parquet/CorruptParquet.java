package mop.stack.parquet;

/**
 * A Parquet file that breaks its own format. Whoever knows the file's name turns it into a message
 * for the user.
 */
public final class CorruptParquet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong, without the file's name
   */
  public CorruptParquet(String what) {
    super(what);
  }

  /**
   * @param what what is wrong, without the file's name
   */
  public CorruptParquet(String what, Throwable cause) {
    super(what, cause);
  }
}
