package mop.stack.logs.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mop.stack.logs.format.ByteWriter;

/** Writes an index file into memory. */
public final class IndexWriter {
  private static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  private static final Comparator<IndexSeries> ORDER =
      Comparator.comparing(IndexSeries::fingerprint, Long::compareUnsigned)
          .thenComparing(IndexSeries::labels);

  private final ByteWriter out = new ByteWriter(1 << 16);
  private final Map<String, Integer> symbols = new HashMap<>();

  /** Name, then value, to the series that have it, as places in the file. */
  private final Map<String, Map<String, List<Integer>>> postings = new TreeMap<>(BY_BYTES);

  private final List<Integer> all = new ArrayList<>();
  private final ByteWriter fingerprints = new ByteWriter();
  private int fingerprintCount;
  private long from = Long.MAX_VALUE;
  private long through = Long.MIN_VALUE;

  private IndexWriter() {}

  /** An index file. */
  public static byte[] write(List<IndexSeries> series) {
    return new IndexWriter().file(series.stream().sorted(ORDER).toList());
  }

  private byte[] file(List<IndexSeries> series) {
    out.be32(IndexFormat.MAGIC);
    out.u8(IndexFormat.VERSION);
    writeSymbols(series);
    long[] toc = new long[7];
    toc[0] = IndexFormat.HEADER;
    toc[1] = out.size();
    for (int i = 0; i < series.size(); i++) {
      writeSeries(series.get(i), i);
    }
    toc[2] = out.size();
    Map<String, Integer> labelIndices = writeLabelIndices();
    toc[4] = out.size();
    ByteWriter offsets = new ByteWriter();
    int lists = writePostings(offsets);
    toc[3] = out.size();
    writeLabelIndexTable(labelIndices);
    toc[5] = out.size();
    section(() -> {
      out.be32(lists);
      out.put(offsets.array(), 0, offsets.size());
    });
    toc[6] = out.size();
    section(() -> {
      out.be32(fingerprintCount);
      out.put(fingerprints.array(), 0, fingerprints.size());
    });
    writeToc(toc);
    return out.toByteArray();
  }

  /** Length in four bytes, content, CRC32 of the content. */
  private void section(Runnable content) {
    int start = out.size();
    out.be32(0);
    content.run();
    out.setBe32(start, out.size() - start - 4);
    out.checksum(start + 4);
  }

  private void writeSymbols(List<IndexSeries> series) {
    TreeSet<String> sorted = new TreeSet<>(BY_BYTES);
    for (IndexSeries s : series) {
      s.labels()
          .forEach((name, value) -> {
            sorted.add(name);
            sorted.add(value);
          });
    }
    section(() -> {
      out.be32(sorted.size());
      for (String s : sorted) {
        symbols.put(s, symbols.size());
        out.text(s);
      }
    });
  }

  private int symbol(String text) {
    Integer number = symbols.get(text);
    if (number == null) {
      throw new IllegalStateException("no symbol for " + text);
    }
    return number;
  }

  private void writeSeries(IndexSeries s, int number) {
    out.pad(IndexFormat.SERIES_ALIGNMENT);
    int place = out.size() / IndexFormat.SERIES_ALIGNMENT;
    all.add(place);
    if (number % IndexFormat.FINGERPRINT_INTERVAL == 0) {
      fingerprints.be64(place);
      fingerprints.be64(s.fingerprint());
      fingerprintCount++;
    }
    ByteWriter body = new ByteWriter();
    body.be64(s.fingerprint());
    body.uvarint(s.labels().size());
    s.labels()
        .forEach((name, value) -> {
          body.uvarint(symbol(name));
          body.uvarint(symbol(value));
          postings
              .computeIfAbsent(name, n -> new TreeMap<>(BY_BYTES))
              .computeIfAbsent(value, v -> new ArrayList<>())
              .add(place);
        });
    writeChunks(s.chunks(), body);
    out.uvarint(body.size());
    int start = out.size();
    out.put(body.array(), 0, body.size());
    out.checksum(start);
  }

  /** The chunks behind a list of pages, each of which sums up its chunks. */
  private void writeChunks(List<ChunkMeta> chunks, ByteWriter body) {
    ByteWriter metas = new ByteWriter();
    ByteWriter pages = new ByteWriter();
    pages.uvarint(Math.ceilDiv(chunks.size(), IndexFormat.PAGE));
    long previous = 0;
    for (int i = 0; i < chunks.size(); i++) {
      if (i % IndexFormat.PAGE == 0) {
        int end = Math.min(chunks.size(), i + IndexFormat.PAGE);
        writePage(chunks.subList(i, end), metas.size(), pages);
      }
      ChunkMeta c = chunks.get(i);
      metas.varint(c.minMillis() - previous);
      metas.uvarint(c.maxMillis() - c.minMillis());
      metas.uvarint(c.kib());
      metas.uvarint(c.entries());
      metas.be32(c.checksum());
      previous = c.maxMillis();
      from = Math.min(from, c.minMillis());
      through = Math.max(through, c.maxMillis());
    }
    body.uvarint(chunks.size());
    body.be32(pages.size());
    body.put(pages.array(), 0, pages.size());
    body.put(metas.array(), 0, metas.size());
  }

  private static void writePage(List<ChunkMeta> page, int offset, ByteWriter pages) {
    int kib = 0;
    int entries = 0;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (ChunkMeta c : page) {
      kib += c.kib();
      entries += c.entries();
      min = Math.min(min, c.minMillis());
      max = Math.max(max, c.maxMillis());
    }
    pages.uvarint(page.size());
    pages.be32(kib);
    pages.be32(entries);
    pages.uvarint(offset);
    pages.varint(min);
    pages.varint(max - min);
  }

  private Map<String, Integer> writeLabelIndices() {
    Map<String, Integer> places = new TreeMap<>(BY_BYTES);
    postings.forEach((name, values) -> {
      out.pad(4);
      places.put(name, out.size());
      section(() -> {
        out.be32(1);
        out.be32(values.size());
        values.keySet().forEach(v -> out.be32(symbol(v)));
      });
    });
    return places;
  }

  private int writePostings(ByteWriter offsets) {
    out.pad(4);
    int[] lists = {0};
    writePosting("", "", all, offsets);
    lists[0]++;
    postings.forEach((name, values) ->
        values.forEach((value, places) -> {
          writePosting(name, value, places, offsets);
          lists[0]++;
        }));
    return lists[0];
  }

  private void writePosting(String name, String value, List<Integer> places, ByteWriter offsets) {
    out.pad(4);
    offsets.uvarint(2);
    offsets.text(name);
    offsets.text(value);
    offsets.uvarint(out.size());
    section(() -> {
      out.be32(places.size());
      places.forEach(out::be32);
    });
  }

  private void writeLabelIndexTable(Map<String, Integer> places) {
    section(() -> {
      out.be32(places.size());
      places.forEach((name, place) -> {
        out.uvarint(1);
        out.text(name);
        out.uvarint(place);
      });
    });
  }

  private void writeToc(long[] places) {
    int start = out.size();
    for (long p : places) {
      out.be64(p);
    }
    boolean empty = from > through;
    out.be64(empty ? 0 : from);
    out.be64(empty ? 0 : through);
    out.checksum(start);
  }
}
