package mop.stack.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mop.analysis.input.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Where objects are in S3, or in what speaks its language.
 *
 * @param prefix in front of every key, ends in a slash; empty for none
 * @param endpoint of a server that is not AWS
 * @param region null for the one of the environment
 * @param pathStyle whether the bucket is in the path rather than in the host's name
 */
record S3Location(
    String bucket,
    String prefix,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle) {
  static final String FORM = "s3://bucket/prefix?endpoint=…&region=…&path-style=true";

  /**
   * Reads {@code s3://bucket/prefix?endpoint=…&region=…&path-style=true}; all but the bucket may be
   * left out.
   *
   * @throws InvalidInput when it is something else; its message never has what may be a secret
   */
  static S3Location parse(String url) {
    if (url.contains("@")) {
      throw new InvalidInput(
          "the object store's address s3://…",
          "has '@', as in user:secret@",
          "no credentials in an address",
          "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile.");
    }
    URI uri = uri(url, url);
    String bucket = uri.getRawAuthority();
    if (bucket == null || !bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw wrong(url, "has no name of a bucket", "3 to 63 of a-z, 0-9, '.' and '-'");
    }
    if (uri.getRawFragment() != null) {
      throw wrong(url, "has a '#'", FORM);
    }
    S3Location location = new S3Location(bucket, prefix(url, uri.getPath()), null, null, false);
    String query = uri.getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      location = location.with(url, name, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return location;
  }

  private static String prefix(String url, String path) {
    String inner = path.replaceAll("^/|/$", "");
    if (inner.isEmpty()) {
      return "";
    }
    if (!Keys.valid(inner)) {
      throw wrong(url, "has an empty part, '.' or '..' in its path", FORM);
    }
    return inner + '/';
  }

  private S3Location with(String url, String name, String value) {
    return switch (name) {
      case "endpoint" -> new S3Location(bucket, prefix, endpoint(url, value), region, pathStyle);
      case "region" -> {
        if (!value.matches("[A-Za-z0-9-]+")) {
          throw wrong(url, "region is not one", "a name such as eu-central-1");
        }
        yield new S3Location(bucket, prefix, endpoint, value, pathStyle);
      }
      case "path-style" -> {
        if (!value.equals("true") && !value.equals("false")) {
          throw wrong(url, "path-style is neither", "path-style=true or path-style=false");
        }
        yield new S3Location(bucket, prefix, endpoint, region, value.equals("true"));
      }
      default -> throw wrong(url, "unknown parameter '" + name + "'", FORM);
    };
  }

  private static URI endpoint(String url, String value) {
    URI uri = uri(value, url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?")
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null) {
      throw wrong(url, "endpoint is no address of a server", "endpoint=http://host:port");
    }
    return uri;
  }

  private static URI uri(String text, String url) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(url, "is no address (" + e.getReason() + ")", FORM);
    }
  }

  /** Without its parameters, one of which might be a secret. */
  private static String bare(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static InvalidInput wrong(String url, String what, String expected) {
    return new InvalidInput(bare(url), what, expected, "Correct the address of the object store.");
  }

  /** Without parameters, for messages. */
  @Override
  public String toString() {
    return "s3://" + bucket + '/' + prefix;
  }
}
