package mop.experiments.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says an I/O failure in words a user can act on. */
public final class Failures {
  private Failures() {}

  public static String inWords(IOException e) {
    String where = e instanceof FileSystemException at && at.getFile() != null ? at.getFile() : "";
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left on device")) {
      return "the disk is full" + at(where) + "; free some space";
    }
    return switch (e) {
      case AccessDeniedException denied -> "no permission" + at(denied.getFile());
      case NoSuchFileException missing -> "missing" + at(missing.getFile());
      default -> message.isBlank() || message.equals("null") ? e.toString() : message;
    };
  }

  private static String at(String where) {
    return where.isEmpty() ? "" : " (" + where + ")";
  }
}
