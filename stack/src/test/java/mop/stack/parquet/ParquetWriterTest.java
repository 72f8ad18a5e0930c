package mop.stack.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;
import org.junit.jupiter.api.Test;

class ParquetWriterTest {
  private static Leaf leaf(
      String name, Repetition repetition, LogicalType logical, PhysicalType type, Encoding e) {
    return new Leaf(name, repetition, logical, type, e, Codec.SNAPPY);
  }

  private static final Schema SCHEMA =
      new Schema(
          new Group(
              "message",
              Repetition.REQUIRED,
              LogicalType.NONE,
              List.of(
                  leaf(
                      "id",
                      Repetition.REQUIRED,
                      LogicalType.NONE,
                      PhysicalType.BYTE_ARRAY,
                      Encoding.DELTA_LENGTH_BYTE_ARRAY),
                  new Group(
                      "items",
                      Repetition.REPEATED,
                      LogicalType.NONE,
                      List.of(
                          leaf(
                              "n",
                              Repetition.REQUIRED,
                              LogicalType.INT_64,
                              PhysicalType.INT64,
                              Encoding.DELTA_BINARY_PACKED),
                          leaf(
                              "note",
                              Repetition.OPTIONAL,
                              LogicalType.STRING,
                              PhysicalType.BYTE_ARRAY,
                              Encoding.RLE_DICTIONARY))))));

  private static byte[] id(int row) {
    return String.format(Locale.ROOT, "%08d", row).getBytes(StandardCharsets.US_ASCII);
  }

  /** Row r has r % 4 items numbered from 1000 r; every third carries a long note. */
  private static byte[] file(int rows, int rowsAGroup) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParquetWriter writer = new ParquetWriter(SCHEMA, "test", Runnable::run);
    BytesColumn ids = (BytesColumn) writer.columns().get(0);
    LongColumn numbers = (LongColumn) writer.columns().get(1);
    DictionaryColumn notes = (DictionaryColumn) writer.columns().get(2);
    writer.begin(out);
    for (int r = 0; r < rows; r++) {
      writer.rows().add();
      ids.add(id(r), 0, 8);
      for (int i = 0; i < r % 4; i++) {
        numbers.levels().add();
        numbers.add(1000L * r + i);
        if (i % 3 == 2) {
          byte[] note = note(r);
          notes.levels().add();
          notes.add(note, 0, note.length);
        }
      }
      if ((r + 1) % rowsAGroup == 0) {
        writer.endRowGroup(out);
      }
    }
    writer.endRowGroup(out);
    writer.end(out);
    return out.toByteArray();
  }

  private static byte[] note(int row) {
    return (row % 7 + "x".repeat(row % 7 * 400)).getBytes(StandardCharsets.US_ASCII);
  }

  private static ParquetFile open(byte[] bytes) throws IOException {
    return ParquetFile.open(
        (offset, length) -> Arrays.copyOfRange(bytes, (int) offset, (int) offset + length),
        bytes.length,
        0);
  }

  @Test
  void nestedRowsComeBackFromSeveralRowGroups() throws IOException {
    ParquetFile file = open(file(50_000, 20_000));
    assertThat(file.footer().rows()).isEqualTo(50_000);
    assertThat(file.footer().rowGroups()).hasSize(3);
    assertThat(file.footer().createdBy()).isEqualTo("test");
    assertThat(file.footer().schema().print()).isEqualTo(SCHEMA.print());

    int row = 0;
    for (int g = 0; g < 3; g++) {
      ColumnReader numbers = file.column(g, 1);
      ColumnReader notes = file.column(g, 2);
      notes.next();
      boolean more = numbers.next();
      for (; more; row++) {
        for (int i = 0; i < Math.max(1, row % 4); i++) {
          assertThat(numbers.repetition()).isEqualTo(i == 0 ? 0 : 1);
          assertThat(numbers.present()).isEqualTo(row % 4 > 0);
          if (numbers.present()) {
            assertThat(numbers.number()).isEqualTo(1000L * row + i);
          }
          assertThat(notes.present()).isEqualTo(row % 4 > 0 && i % 3 == 2);
          if (notes.present()) {
            assertThat(
                    Arrays.copyOfRange(
                        notes.bytes(), notes.offset(), notes.offset() + notes.length()))
                .isEqualTo(note(row));
          }
          notes.next();
          more = numbers.next();
        }
      }
    }
    assertThat(row).isEqualTo(50_000);
  }

  @Test
  void rowsAreFoundThroughTheIndexes() throws IOException {
    ParquetFile file = open(file(60_000, 60_000));
    for (int row : new int[] {0, 1, 17_000, 30_001, 59_999}) {
      assertThat(RowSearch.find(file, 0, 0, id(row))).isEqualTo(row);
      ColumnReader numbers = file.column(0, 1);
      numbers.seek(row);
      assertThat(numbers.repetition()).isZero();
      if (row % 4 > 0) {
        assertThat(numbers.number()).isEqualTo(1000L * row);
      }
    }
    assertThat(RowSearch.find(file, 0, 0, "0000000a".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(-1);
    assertThat(RowSearch.find(file, 0, 0, "z".getBytes(StandardCharsets.US_ASCII))).isEqualTo(-1);
  }

  @Test
  void aFileWithoutRowsIsWhole() throws IOException {
    ParquetFile file = open(file(0, 1));
    assertThat(file.footer().rows()).isZero();
    assertThat(file.footer().rowGroups()).isEmpty();
  }

  @Test
  void whatIsNoParquetFileIsRefused() {
    assertThatThrownBy(
            () -> open("PAR1 is not enough to be one".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(CorruptParquet.class)
        .hasMessageContaining("does not end in PAR1");
    assertThatThrownBy(() -> open(new byte[3])).hasMessageContaining("too short");
  }
}
