package mop.stack.logs.format;

import java.io.IOException;

/**
 * Bytes that break the format of a chunk, an index or a log record. Whoever knows the object's key
 * adds it with {@link #in}.
 */
public final class CorruptLogData extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong, without the object's name
   */
  public CorruptLogData(String what) {
    super(what);
  }

  private CorruptLogData(String what, Throwable cause) {
    super(what, cause);
  }

  /** The same with the name of the object that is corrupt. */
  public CorruptLogData in(String name) {
    return new CorruptLogData(name + ": " + getMessage(), this);
  }
}
