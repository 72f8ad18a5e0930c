package mop.stack.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import mop.analysis.input.InvalidInput;

/**
 * Where a server listens, and what it asks of its clients.
 *
 * @param address with port 0 for any that is free
 * @param tls none for plain text
 * @param token none for no question asked
 */
public record Binding(InetSocketAddress address, Optional<Tls> tls, Optional<BearerToken> token) {
  /**
   * @throws InvalidInput when others than this machine could connect without TLS and token
   */
  public Binding {
    InetAddress host = address.getAddress();
    if (host == null) {
      throw new InvalidInput(
          "listening address " + address.getHostString(),
          "is unknown",
          "an address of this machine",
          "Use 127.0.0.1.");
    }
    if (!host.isLoopbackAddress() && (tls.isEmpty() || token.isEmpty())) {
      throw new InvalidInput(
          "listening address " + host.getHostAddress(),
          "can be reached from other machines",
          "TLS and a bearer token there",
          "Name a certificate, its key and a token file, or listen on 127.0.0.1.");
    }
  }

  /** Plain text on this machine only. */
  public static Binding loopback(int port) {
    return new Binding(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @param host name or address
   * @throws InvalidInput as above, and when there is no such host
   */
  public static Binding of(String host, int port, Optional<Tls> tls, Optional<BearerToken> token) {
    try {
      return new Binding(new InetSocketAddress(InetAddress.getByName(host), port), tls, token);
    } catch (UnknownHostException e) {
      throw new InvalidInput(
          "listening address " + host,
          "is unknown",
          "an address of this machine",
          "Use 127.0.0.1.");
    }
  }

  /** The same with another port. */
  public Binding port(int port) {
    return new Binding(new InetSocketAddress(address.getAddress(), port), tls, token);
  }

  @Override
  public String toString() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
