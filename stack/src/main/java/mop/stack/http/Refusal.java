package mop.stack.http;

/** A request that is not answered as asked; becomes a plain text of that status. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;

  /**
   * @param status of HTTP, 4xx or 5xx
   * @param text one line for the client
   */
  public Refusal(int status, String text) {
    super(text);
    this.status = status;
    this.text = text;
  }

  public int status() {
    return status;
  }

  public String text() {
    return text;
  }
}
