package mop.stack.receive;

import io.grpc.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import mop.stack.http.ContentCoding;

/** Zstandard for gRPC messages; the name is the one that the Collector's exporters use. */
final class ZstdDecompressor implements Decompressor {
  @Override
  public String getMessageEncoding() {
    return "zstd";
  }

  @Override
  public InputStream decompress(InputStream in) throws IOException {
    return ContentCoding.ZSTD.decode(in);
  }
}
