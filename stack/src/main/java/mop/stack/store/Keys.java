package mop.stack.store;

import java.nio.file.NoSuchFileException;

/** What every store takes as a key, so that objects can move from one to another. */
final class Keys {
  /** Where a store of files keeps what is not whole yet. */
  static final String INCOMING = ".incoming";

  private Keys() {}

  /** Refuses what is not a key; see {@link ObjectStore}. */
  static void check(String key) throws NoSuchFileException {
    if (!valid(key) || key.equals(INCOMING) || key.startsWith(INCOMING + '/')) {
      throw new NoSuchFileException(key, null, "not a key of this store");
    }
  }

  /** Whether a text is made of parts that mean the same in a path and in a key. */
  static boolean valid(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        return false;
      }
    }
    return true;
  }
}
