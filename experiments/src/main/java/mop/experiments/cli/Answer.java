package mop.experiments.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * stdout, remembering whether something of it was lost: a {@code PrintWriter} would only say that
 * something was, not why. A reader that has gone away ({@code … | head}) lost nothing it wanted.
 */
final class Answer extends OutputStream {
  private static final String READER_GONE = "Broken pipe";

  private final OutputStream out;
  private @Nullable String lost;

  Answer(OutputStream out) {
    this.out = out;
  }

  /** Why a part could not be written. */
  Optional<String> lost() {
    return Optional.ofNullable(lost);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      if (!READER_GONE.equals(e.getMessage())) {
        lost = String.valueOf(e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
