package mop.stack.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import mop.analysis.input.InvalidInput;
import org.jspecify.annotations.Nullable;

/** The secret that clients show (RFC 6750 §2.1). Never printed, compared in constant time. */
public final class BearerToken {
  private static final int MIN_LENGTH = 16;
  private static final String SCHEME = "Bearer ";

  private final byte[] token;

  private BearerToken(byte[] token) {
    this.token = token;
  }

  /**
   * Reads the token from the only line of a file.
   *
   * @throws InvalidInput when the file cannot be read or what it holds is no token of at least 16
   *     characters
   */
  public static BearerToken read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (!text.matches("[A-Za-z0-9._~+/=-]{" + MIN_LENGTH + ",4096}")) {
        throw invalid(file, "holds no bearer token");
      }
      return new BearerToken(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw invalid(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static InvalidInput invalid(Path file, String what) {
    return new InvalidInput(
        file.toString(),
        what,
        "one line of " + MIN_LENGTH + " or more characters of A-Z a-z 0-9 . _ ~ + / = -",
        "Make one: head -c 32 /dev/urandom | base64 > " + file.getFileName());
  }

  /** Whether the value of an {@code Authorization} header shows this token. */
  public boolean isIn(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] shown = authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(shown, token);
  }

  @Override
  public String toString() {
    return "BearerToken";
  }
}
