package mop.stack.server;

import java.io.IOException;
import java.nio.file.Path;

/** Another stack has the folder open. */
public final class StackInUse extends IOException {
  private static final long serialVersionUID = 1L;

  StackInUse(Path folder) {
    super(folder + " is in use by another stack; stop that one, or name another folder with --dir");
  }
}
