package mop.stack.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpFilesTest {
  @TempDir Path folder;

  private final List<String> heard = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private final List<ExportTraceServiceRequest> requests = new ArrayList<>();

  private static String line(int spanId, long endNanos) {
    return """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"op",\
    "startTimeUnixNano":"1","endTimeUnixNano":"%d"}]}]}]}\
    """
        .formatted(spanId, spanId, endNanos);
  }

  private static byte[] request(int spanId, long endNanos) {
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    spans
        .addScopeSpansBuilder()
        .addSpans(
            Span.newBuilder()
                .setTraceId(hex("%032x".formatted(spanId)))
                .setSpanId(hex("%016x".formatted(spanId)))
                .setEndTimeUnixNano(endNanos));
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(spans).build().toByteArray();
  }

  private static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] prefixed(byte[]... messages) {
    ByteBuffer out = ByteBuffer.allocate(Arrays.stream(messages).mapToInt(m -> m.length + 4).sum());
    for (byte[] message : messages) {
      out.putInt(message.length).put(message);
    }
    return out.array();
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path write(String name, String content) throws IOException {
    return write(name, content.getBytes(UTF_8));
  }

  private OtlpFiles.Summary stream(int maxBroken, Object... specs) throws IOException {
    List<String> paths = Arrays.stream(specs).map(Object::toString).toList();
    OtlpFiles files =
        OtlpFiles.open(
            paths,
            new OtlpFiles.Limits(maxBroken, 1 << 20),
            (file, number, why) -> heard.add(file.getFileName() + ":" + number + ": " + why));
    return files.stream((arrival, buffer, offset, length) -> {
      arrivals.add(arrival);
      requests.add(
          ExportTraceServiceRequest.parseFrom(ByteString.copyFrom(buffer, offset, length)));
    });
  }

  private List<Long> ends() {
    return requests.stream()
        .map(r -> r.getResourceSpans(0).getScopeSpans(0).getSpans(0).getEndTimeUnixNano())
        .toList();
  }

  @Test
  void aFolderIsReadByNameInEveryForm() throws IOException {
    write("a.jsonl", line(1, 10) + "\n\n" + line(2, 20) + "\r\n");
    write("b.json.gz", gzip((line(3, 30) + "\n").getBytes(UTF_8)));
    write("c.pb", request(4, 40));
    write("d.binpb", prefixed(request(5, 50), request(6, 60)));
    write("e.otlp.zst", Zstd.compress(prefixed(request(7, 70))));
    write("f.pb", prefixed(Zstd.compress(request(8, 80)), Zstd.compress(request(9, 90))));
    write("labels.json", "{\"faults\":[]}");
    write("notes.txt", "not telemetry");

    OtlpFiles.Summary summary = stream(0, folder);

    assertThat(ends()).containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L);
    assertThat(summary.files()).isEqualTo(6);
    assertThat(summary.spans()).isEqualTo(9);
    assertThat(summary.bytes())
        .isEqualTo(requests.stream().mapToLong(r -> r.getSerializedSize()).sum());
  }

  @Test
  void arrivalIsTheLatestEndSoFar() throws IOException {
    write("a.jsonl", String.join("\n", line(1, 30), line(2, 10), line(3, 50)));

    stream(0, folder);

    assertThat(arrivals).containsExactly(30L, 30L, 50L);
  }

  @Test
  void aGlobTakesWhatItMatches() throws IOException {
    write("day-1.jsonl", line(1, 10));
    write("day-2.jsonl", line(2, 20));
    write("night.jsonl", line(3, 30));

    stream(0, folder + "/day-*.jsonl");

    assertThat(ends()).containsExactly(10L, 20L);
  }

  @Test
  void documentsOverManyLinesAreReadAndPlacedByTheirFirst() throws IOException {
    String pretty = line(1, 10).replace("[", "[\n").replace(",", ",\n");
    write("a.json", pretty + "\n{\n\"nonsense\": {}\n}\n" + pretty);

    OtlpFiles.Summary summary = stream(1, folder);

    int firstLineOfNonsense = (int) pretty.lines().count() + 1;
    assertThat(summary.requests()).isEqualTo(2);
    assertThat(heard)
        .containsExactly(
            "a.json:" + firstLineOfNonsense + ": no resourceSpans: not an OTLP request");
  }

  @Test
  void otherSignalsAreCountedAndLeft() throws IOException {
    write("a.jsonl", line(1, 10) + "\n{\"resourceLogs\":[]}\n{\"resourceMetrics\":[]}\n");

    OtlpFiles.Summary summary = stream(0, folder);

    assertThat(summary.otherSignals()).isEqualTo(2);
    assertThat(summary.requests()).isEqualTo(1);
  }

  @Test
  void brokenRecordsAreReportedAndSkippedUpToTheLimit() throws IOException {
    write("a.jsonl", line(1, 10) + "\n{\"resourceSpans\":[{]\n" + line(2, 20));
    write("b.pb", prefixed(request(3, 30), new byte[] {10, 100, 1}, request(4, 40)));

    OtlpFiles.Summary summary = stream(2, folder);

    assertThat(ends()).containsExactly(10L, 20L, 30L, 40L);
    assertThat(summary.brokenRecords()).isEqualTo(2);
    assertThat(heard.get(0)).startsWith("a.jsonl:2: not valid JSON");
    assertThat(heard.get(1)).startsWith("b.pb:2: not an OTLP trace request");
  }

  @Test
  void moreBrokenRecordsThanAllowedStopTheStream() throws IOException {
    write("a.jsonl", "x\n" + line(1, 10) + "\ny\n");

    assertThatThrownBy(() -> stream(1, folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("(?s).*a.jsonl:3: not valid JSON.*broken record 2.*at most 1 .*");
  }

  @Test
  void aLineLongerThanAllowedIsBroken() throws IOException {
    write("a.jsonl", line(1, 10) + "\n" + " ".repeat(1 << 21) + "{}\n" + line(2, 20));

    stream(1, folder);

    assertThat(ends()).containsExactly(10L, 20L);
    assertThat(heard).containsExactly("a.jsonl:2: longer than 1048576 bytes");
  }

  @Test
  void aTruncatedGzipIsNamed() throws IOException {
    byte[] whole = gzip((line(1, 10) + "\n").repeat(1000).getBytes(UTF_8));
    write("a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));

    assertRefused(folder, "a.jsonl.gz:", "truncated", "Copy it again.");
  }

  @Test
  void aTruncatedZstdAndACutRecordAreNamed() throws IOException {
    byte[] whole = Zstd.compress((line(1, 10) + "\n" + line(2, 30)).getBytes(UTF_8));
    Path zstd = write("a.jsonl.zst", Arrays.copyOf(whole, whole.length / 2));
    byte[] records = prefixed(request(1, 1), request(2, 2));
    Path cut = write("b.pb", Arrays.copyOf(records, records.length - 3));

    assertRefused(zstd, "truncated");
    assertRefused(cut, "b.pb:2", "record 2 is cut off");
  }

  @Test
  void filesWithoutTelemetryAreRefused() throws IOException {
    Path empty = write("empty.jsonl", "");
    Path logs = write("logs.jsonl", "{\"resourceLogs\":[]}");
    Path text = write("text.jsonl", "hello\n");
    Path nothing = write("nothing.jsonl", "{}\n");

    assertRefused(empty, "empty.jsonl: empty");
    assertRefused(logs, "no usable span in 0 trace requests, 1 records of other signals");
    assertRefused(text, "text.jsonl:1: not valid JSON");
    assertRefused(nothing, "no usable span in 1 trace requests");
  }

  @Test
  void pathsThatNameNothingAreRefused() throws IOException {
    write("traces.jsonl", line(1, 10));
    Path other = Files.createDirectory(folder.resolve("other"));

    assertRefused(folder.resolve("trace.jsonl"), "no such file", "Did you mean 'traces.jsonl'?");
    assertRefused(other, "no OTLP file in this folder");
    assertRefused(folder + "/*.pb", "matches no file");
  }

  @Test
  void aGlobThatIsNoneIsRefused() {
    assertRefused(folder + "/[.gz", "/[.gz: not a glob (", "Close the bracket");
    assertRefused(folder + "/{a,b", "/{a,b: not a glob (");
  }

  @Test
  void noPathAtAllIsRefusedByNameOfTheOption() {
    assertRefused("", "otlp:: no path given; expected a folder, file or glob");
    assertRefused("  ", "otlp:: no path given");
  }

  @Test
  void onlyANameThatMayHaveBeenMeantIsSuggested() throws IOException {
    Files.createDirectory(folder.resolve("home"));
    Files.createDirectory(folder.resolve("traces"));
    write("nape", "no telemetry");

    assertRefused(folder.resolve("nope"), "no such file or folder", "Check the path.");
    assertRefused(folder.resolve("trcaes"), "Did you mean 'traces'?");
    assertRefused(folder.resolve("trace/day.jsonl"), "Did you mean 'traces'?");
    assertRefused(folder.resolve("trace") + "/*.jsonl", "Did you mean 'traces'?");
  }

  @Test
  void aGlobLooksNoDeeperThanItsPattern() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(deep.resolve("deep.jsonl"), line(2, 20));
    write("top.jsonl", line(1, 10));

    stream(0, folder + "/*.jsonl");
    assertThat(ends()).containsExactly(10L);

    stream(0, folder + "/**/*.jsonl");
    assertThat(ends()).containsExactly(10L, 20L);
  }

  @Test
  void aFirstLineThatIsCutOffTakesNoOtherAlong() throws IOException {
    String first = line(1, 10);
    write("a.jsonl", first.substring(0, 90) + "\n" + line(2, 20) + "\n" + line(3, 30) + "\n");
    write("b.jsonl", "[broken\n" + line(4, 40) + "\n");

    OtlpFiles.Summary summary = stream(2, folder);

    assertThat(ends()).containsExactly(20L, 30L, 40L);
    assertThat(summary.brokenRecords()).isEqualTo(2);
  }

  @Test
  void whatIsNotPrintableIsShownEscapedAndCut() throws IOException {
    write("esc.jsonl", "\033[31m\007red\n" + "y".repeat(300) + "\n" + line(1, 10));
    write("utf16.jsonl", "x\ny\n".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    write(
        "kind.jsonl",
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"\\u001b[31m"}]}]}]}
        """);

    stream(9, folder);

    assertThat(heard)
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line).matches("\\P{Cntrl}*").doesNotContain("byte -1");
          assertThat(line.length()).isLessThan(220);
        });
    assertThat(heard).anySatisfy(line -> assertThat(line).contains("\\u001b[31m"));
  }

  @Test
  void tooManyBrokenRecordsNameTheOptionThatAllowsMore() throws IOException {
    write("a.jsonl", "x\n");

    assertRefused(folder, "--max-bad-lines");
  }

  @Test
  void spansWithoutUsableIdsAndThoseThatEndBeforeTheyStartAreTold() throws IOException {
    String zero = line(1, 10).replaceAll("\"traceId\":\"[0-9a-f]*\"", "\"traceId\":\"\"");
    write("a.jsonl", line(1, 10) + "\n" + (zero + "\n").repeat(1500) + line(2, 0));
    write("b.jsonl", line(3, 10));

    OtlpFiles.Summary summary = stream(0, folder);

    assertThat(summary.spans()).isEqualTo(3);
    assertThat(summary.rejectedSpans()).isEqualTo(1500);
    assertThat(summary.negativeDurations()).isEqualTo(1);
    assertThat(summary.brokenRecords()).isZero();
    assertThat(heard)
        .containsExactly(
            "a.jsonl:2: 1,500 spans without usable ids, the first in this record (trace id not 16"
                + " bytes, span id not 8, or all zeros)");
  }

  @Test
  void aRecordingOfUnusableSpansSaysSo() throws IOException {
    write("a.jsonl", line(0, 10));

    assertRefused(folder, "no usable span in 1 trace requests (1 spans without usable ids)");
  }

  private void assertRefused(Object spec, String... parts) {
    assertThatThrownBy(() -> stream(0, spec))
        .isInstanceOf(InvalidInput.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
