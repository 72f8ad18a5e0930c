package mop.stack.metrics.chunk;

/**
 * Bytes that are no chunk of their encoding. Whoever knows file and offset turns it into a message
 * for the user.
 */
public final class CorruptChunk extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong, without the file's name
   */
  public CorruptChunk(String what) {
    super(what);
  }
}
