package mop.stack.metrics.block;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;

/** The files of one block, wherever they lie. */
sealed interface BlockFiles permits FolderFiles, ObjectFiles {
  String META = "meta.json";
  String INDEX = "index";
  String TOMBSTONES = "tombstones";
  String CHUNKS = "chunks/";

  /** Path or key of a file, for messages. */
  String path(String file);

  /** A whole small file; {@link java.nio.file.NoSuchFileException} when there is none. */
  byte[] whole(String file) throws IOException;

  /** A file to read pieces of; {@link java.nio.file.NoSuchFileException} when there is none. */
  Bytes open(String file) throws IOException;

  /** Names of the files with chunks, in their order. */
  List<String> segments() throws IOException;

  /** Name of the file with chunks of that number from 1. */
  static String segment(int number) {
    return CHUNKS + String.format(Locale.ROOT, "%06d", number);
  }

  /** The bytes of one file. */
  interface Bytes {
    long size();

    /** Some of the bytes, which must be there. */
    MemorySegment slice(long offset, long length) throws IOException;
  }
}
