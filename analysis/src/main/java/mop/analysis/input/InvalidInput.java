package mop.analysis.input;

/**
 * Input of the user that cannot be used. The message is one line that says where, what is wrong,
 * what was expected and how to mend it; the command line prints it and exits with {@code 2}.
 */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where file, line and field, as far as they are known: {@code shop.yaml:12:
   *     treatments[2]}
   * @param what what is wrong there, with the offending value
   * @param expected what would be right
   * @param mend what the user can do about it
   */
  public InvalidInput(String where, String what, String expected, String mend) {
    super(where + ": " + what + "; expected " + expected + ". " + mend);
  }

  /**
   * @param message the whole line, already in that form
   */
  public InvalidInput(String message) {
    super(message);
  }
}
