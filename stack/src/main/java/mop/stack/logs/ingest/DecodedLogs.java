package mop.stack.logs.ingest;

import java.util.List;
import mop.stack.logs.Rejection;
import mop.stack.logs.StreamEntries;

/** The streams of a request, and what of it could not become entries. */
public record DecodedLogs(List<StreamEntries> streams, List<Rejection> rejections) {
  public DecodedLogs {
    streams = List.copyOf(streams);
    rejections = List.copyOf(rejections);
  }
}
