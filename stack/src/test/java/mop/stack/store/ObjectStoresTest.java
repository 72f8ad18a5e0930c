package mop.stack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import mop.analysis.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoresTest {
  @TempDir Path folder;

  @Test
  void opensFolders() throws IOException {
    Contents.put(ObjectStores.open("file:" + folder.resolve("a b")), "k", "1");
    assertThat(ObjectStores.open("file://" + folder.resolve("a b")).list("")).containsExactly("k");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "folder", "file:", "gs://bucket/x", "C:\\objects", "s3:bucket"})
  void refusesOtherAddresses(String address) {
    assertThatThrownBy(() -> ObjectStores.open(address))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("expected file:PATH");
  }

  @Test
  void readsAllPartsOfAnAddress() {
    assertThat(
            S3Location.parse(
                "s3://bucket/a/b/?endpoint=http%3A%2F%2Flocalhost:9000&region=eu-central-1&path-style=true"))
        .isEqualTo(
            new S3Location(
                "bucket", "a/b/", URI.create("http://localhost:9000"), "eu-central-1", true));
    assertThat(S3Location.parse("s3://my.bucket-1"))
        .isEqualTo(new S3Location("my.bucket-1", "", null, null, false));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://, is no address",
    "s3:///prefix, no name of a bucket",
    "s3://UPPER/x, no name of a bucket",
    "s3://ab, no name of a bucket",
    "s3://bucket:80/x, no name of a bucket",
    "s3://bucket/a//b, empty part",
    "s3://bucket/../b, empty part",
    "s3://bucket/a#b, '#'",
    "s3://bucket/a b, is no address",
    "s3://bucket/a?, unknown parameter ''",
    "s3://bucket/a?zone=b, unknown parameter 'zone'",
    "s3://bucket/a?region=, region",
    "s3://bucket/a?path-style=yes, path-style",
    "s3://bucket/a?endpoint=localhost:9000, endpoint",
    "s3://bucket/a?endpoint=ftp://localhost, endpoint",
    "s3://bucket/a?endpoint=http://h/?x=1, endpoint"
  })
  void refusesAddressesThatAreNone(String address, String why) {
    assertThatThrownBy(() -> S3Location.parse(address))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://user:hidden@bucket/x",
        "s3://bucket/x?endpoint=http://user:hidden@localhost",
        "s3://bucket/x?secret-key=hidden",
        "s3://bucket/x?region=hidden/+",
        "s3://B/x?secret-key=hidden"
      })
  void neverRepeatsASecret(String address) {
    assertThatThrownBy(() -> S3Location.parse(address))
        .isInstanceOf(InvalidInput.class)
        .hasMessageNotContaining("hidden");
  }
}
