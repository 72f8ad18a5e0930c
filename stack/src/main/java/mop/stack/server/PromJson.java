package mop.stack.server;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import mop.stack.http.Response;
import mop.stack.labels.Labels;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code {"status":"success","data":…}}. */
final class PromJson {
  /** What a data is written with. */
  interface Content {
    void write(JsonGenerator json);
  }

  private PromJson() {}

  static Response success(Content data) {
    return success(data, json -> {});
  }

  /**
   * @param more fields beside the data
   */
  static Response success(Content data, Content more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("status", "success");
      json.writeName("data");
      data.write(json);
      more.write(json);
      json.writeEndObject();
    }
    return Response.of(200, Response.JSON, bytes.toByteArray());
  }

  static void strings(JsonGenerator json, Collection<String> texts) {
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  static void strings(JsonGenerator json, String name, Collection<String> texts) {
    json.writeName(name);
    strings(json, texts);
  }

  static void labels(JsonGenerator json, Labels labels) {
    json.writeStartObject();
    labels.forEach(json::writeStringProperty);
    json.writeEndObject();
  }
}
