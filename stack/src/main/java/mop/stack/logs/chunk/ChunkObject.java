package mop.stack.logs.chunk;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.Checksums;
import mop.stack.logs.format.Compression;
import mop.stack.logs.format.CorruptLogData;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The object in which a chunk is stored (Loki's {@code pkg/storage/chunk}): length and snappy
 * frames of a JSON document that names tenant, stream and times, then length and bytes of the
 * chunk.
 *
 * @param ref names it, with the checksum of {@code bytes}
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to the store
public record ChunkObject(ChunkRef ref, byte[] bytes) {
  /** Number of Loki's log chunks among the encodings of Cortex. */
  private static final int ENCODING = 129;

  private static final int MAX_HEADER = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * The object of a closed chunk.
   *
   * @param labels of the stream
   */
  public static ChunkObject of(String tenant, long fingerprint, Labels labels, ChunkBuilder chunk)
      throws IOException {
    long from = Math.floorDiv(chunk.first(), 1_000_000L);
    long through = Math.ceilDiv(chunk.last(), 1_000_000L);
    ChunkRef unnamed = new ChunkRef(tenant, fingerprint, from, through, 0);
    byte[] header = header(unnamed, labels).getBytes(StandardCharsets.UTF_8);
    byte[] packed = Compression.SNAPPY.compress(header, 0, header.length);
    byte[] data = chunk.toBytes();
    ByteWriter out = new ByteWriter(packed.length + data.length + 8);
    out.be32(packed.length + 4);
    out.put(packed);
    out.be32(data.length);
    out.put(data);
    byte[] bytes = out.toByteArray();
    int checksum = Checksums.crc32c(bytes, 0, bytes.length);
    return new ChunkObject(new ChunkRef(tenant, fingerprint, from, through, checksum), bytes);
  }

  private static String header(ChunkRef ref, Labels labels) {
    StringBuilder out = new StringBuilder(256);
    out.append("{\"fingerprint\":").append(Long.toUnsignedString(ref.fingerprint()));
    out.append(",\"userID\":").append(JSON.writeValueAsString(ref.tenant()));
    out.append(",\"from\":").append(seconds(ref.fromMillis()));
    out.append(",\"through\":").append(seconds(ref.throughMillis()));
    out.append(",\"metric\":{");
    String[] comma = {""};
    labels.toBuilder()
        .set(Labels.METRIC_NAME, "logs")
        .build()
        .forEach((name, value) -> {
          out.append(comma[0]).append(JSON.writeValueAsString(name));
          out.append(':').append(JSON.writeValueAsString(value));
          comma[0] = ",";
        });
    return out.append("},\"encoding\":").append(ENCODING).append("}\n").toString();
  }

  /** Seconds with milliseconds behind the point, no point when there are none. */
  private static String seconds(long millis) {
    String sign = millis < 0 ? "-" : "";
    long m = Math.abs(millis);
    String whole = sign + m / 1000;
    return m % 1000 == 0 ? whole : whole + '.' + Long.toString(1000 + m % 1000).substring(1);
  }

  static StoredChunk read(ChunkRef ref, byte[] object) throws CorruptLogData {
    if (Checksums.crc32c(object, 0, object.length) != ref.checksum()) {
      throw new CorruptLogData("checksum does not match").in(ref.key());
    }
    try {
      ByteReader in = new ByteReader(object);
      int header = in.be32() - 4;
      int start = in.position();
      in.skip(header);
      byte[] json = Compression.SNAPPY.decompress(object, start, header, MAX_HEADER);
      Labels labels = readHeader(json, ref);
      int length = in.be32();
      if (length != in.remaining()) {
        throw new CorruptLogData(in.remaining() + " bytes of chunk instead of " + length);
      }
      return new StoredChunk(ref, labels, ChunkFormat.read(object, in.position(), length));
    } catch (CorruptLogData e) {
      throw e.in(ref.key());
    }
  }

  private static Labels readHeader(byte[] json, ChunkRef ref) throws CorruptLogData {
    try {
      JsonNode root = JSON.readTree(json);
      boolean same =
          root.path("userID").asString("").equals(ref.tenant())
              && root.path("fingerprint")
                  .asString("")
                  .equals(Long.toUnsignedString(ref.fingerprint()))
              && isTime(root.path("from"), ref.fromMillis())
              && isTime(root.path("through"), ref.throughMillis());
      if (!same) {
        throw new CorruptLogData("holds another chunk than its key says");
      }
      Labels.Builder labels = Labels.builder();
      root.path("metric")
          .properties()
          .forEach(e -> labels.set(e.getKey(), e.getValue().asString("")));
      return labels.remove(Labels.METRIC_NAME).build();
    } catch (JacksonException e) {
      throw new CorruptLogData("its header is not JSON: " + e.getOriginalMessage());
    }
  }

  private static boolean isTime(JsonNode seconds, long millis) {
    return seconds.isNumber()
        && seconds.decimalValue().compareTo(BigDecimal.valueOf(millis, 3)) == 0;
  }
}
