package mop.stack.promql.syntax;

/** What an expression gives, with the name of Prometheus' documentation. */
public enum ValueType {
  SCALAR("scalar"),
  VECTOR("instant vector"),
  MATRIX("range vector"),
  STRING("string");

  private final String text;

  ValueType(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
