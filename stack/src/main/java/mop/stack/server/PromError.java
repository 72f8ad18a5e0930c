package mop.stack.server;

import mop.stack.http.Response;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An error as Prometheus' API answers it. */
final class PromError extends Exception {
  private static final long serialVersionUID = 1L;

  private final Type type;
  private final String text;

  /** Prometheus' kinds of errors with the status that each has ({@code getDefaultErrorCode}). */
  enum Type {
    BAD_DATA("bad_data", 400),
    EXECUTION("execution", 422),
    TIMEOUT("timeout", 503),
    CANCELED("canceled", 499),
    INTERNAL("internal", 500);

    private final String word;
    private final int status;

    Type(String word, int status) {
      this.word = word;
      this.status = status;
    }
  }

  PromError(Type type, String text) {
    super(text);
    this.type = type;
    this.text = text;
  }

  static PromError badData(String text) {
    return new PromError(Type.BAD_DATA, text);
  }

  static PromError parameter(String name, String text) {
    return badData("invalid parameter \"" + name + "\": " + text);
  }

  /** {@code {"status":"error","errorType":…,"error":…}} with its status. */
  Response response() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("status", "error").put("errorType", type.word).put("error", text);
    return Response.json(type.status, json.toString());
  }
}
