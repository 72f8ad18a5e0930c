package mop.stack.store;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import mop.analysis.input.InvalidInput;

/** Opens the object store that an address names. */
public final class ObjectStores {
  private ObjectStores() {}

  /**
   * Opens {@code file:PATH} (see {@link FileObjectStore}) or {@code
   * s3://bucket/prefix?endpoint=…&region=…&path-style=true} (see {@link S3ObjectStore}).
   *
   * @throws InvalidInput when the address is none of them, or the place cannot be used
   */
  public static ObjectStore open(String address) throws IOException {
    if (address.startsWith("s3://")) {
      return S3ObjectStore.open(S3Location.parse(address));
    }
    if (address.startsWith("file:")) {
      return new FileObjectStore(path(address));
    }
    String scheme = address.replaceAll("^([A-Za-z0-9]*:)?.*$", "$1");
    throw new InvalidInput(
        "the object store's address",
        scheme.isEmpty() ? "does not begin with a kind of store" : "begins with " + scheme,
        "file:PATH or " + S3Location.FORM,
        "Write file: in front of a folder.");
  }

  private static Path path(String address) {
    String path = address.substring("file:".length()).replaceFirst("^//(?=/)", "");
    try {
      if (!path.isEmpty()) {
        return Path.of(path);
      }
    } catch (InvalidPathException e) {
      // told below, as an empty path is
    }
    throw new InvalidInput(
        "the object store's address",
        "file: is not followed by a path",
        "file:PATH",
        "Name a folder.");
  }
}
