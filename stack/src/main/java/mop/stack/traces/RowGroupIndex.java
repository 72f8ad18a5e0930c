package mop.stack.traces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The object {@code index}: the last trace id of each row group. */
final class RowGroupIndex {
  private final List<byte[]> lastIds = new ArrayList<>();

  void add(long high, long low) {
    lastIds.add(BlockIds.bytes(high, low));
  }

  int size() {
    return lastIds.size();
  }

  byte[] json() {
    StringBuilder text = new StringBuilder("{\"rowGroups\":[");
    for (int i = 0; i < lastIds.size(); i++) {
      text.append(i == 0 ? "\"" : ",\"");
      text.append(Base64.getEncoder().encodeToString(lastIds.get(i))).append('"');
    }
    return text.append("]}").toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  /**
   * @throws IllegalArgumentException when it is not such an object
   */
  static RowGroupIndex parse(byte[] json) {
    RowGroupIndex index = new RowGroupIndex();
    try {
      JsonNode groups = JsonMapper.shared().readTree(json).path("rowGroups");
      for (JsonNode id : groups) {
        index.lastIds.add(id.binaryValue());
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("index: " + e.getOriginalMessage(), e);
    }
    return index;
  }

  /** The row group that may hold the id; −1 when none can. */
  int find(long high, long low) {
    byte[] id = BlockIds.bytes(high, low);
    for (int i = 0; i < lastIds.size(); i++) {
      if (Arrays.compareUnsigned(id, lastIds.get(i)) <= 0) {
        return i;
      }
    }
    return -1;
  }
}
