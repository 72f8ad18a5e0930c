package mop.stack.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mop.analysis.input.InvalidInput;

/**
 * The certificate of a server.
 *
 * @param certificates PEM file, the server's certificate first, then those that vouch for it
 * @param key PEM file of its private key in PKCS #8 ({@code BEGIN PRIVATE KEY}): RSA, EC or Ed25519
 */
public record Tls(Path certificates, Path key) {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  /**
   * What a server needs of them.
   *
   * @throws InvalidInput when a file cannot be read or is not what it should be
   */
  public SSLContext context() {
    try {
      Certificate[] chain = chain();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      store.setKeyEntry("server", privateKey(), new char[0], chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw invalid(certificates, "cannot be used with its key (" + e.getMessage() + ")");
    }
  }

  private Certificate[] chain() throws IOException {
    byte[] pem = read(certificates);
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .toArray(Certificate[]::new);
    } catch (GeneralSecurityException e) {
      throw invalid(certificates, "holds no certificate");
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    Matcher pem = PRIVATE_KEY.matcher(new String(read(key), StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw invalid(key, "holds no BEGIN PRIVATE KEY");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // A key of another algorithm; the next one may be its own.
      }
    }
    throw invalid(key, "is neither an RSA, an EC nor an Ed25519 key");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw invalid(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static InvalidInput invalid(Path file, String what) {
    return new InvalidInput(
        file.toString(),
        what,
        "PEM files of a certificate chain and of its PKCS #8 key",
        "Name the right file; 'openssl pkcs8 -topk8 -nodes' converts an older key.");
  }
}
