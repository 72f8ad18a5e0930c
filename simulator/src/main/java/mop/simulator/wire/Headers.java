package mop.simulator.wire;

/**
 * What stands above the spans of one pod in every request that it sends: encoded fields of {@code
 * ResourceSpans} and {@code ScopeSpans}.
 */
public final class Headers {
  final byte[] resource;
  final byte[][] scopes;
  final byte[] schemaUrl;

  /**
   * @param resource field {@code ResourceSpans.resource}
   * @param schemaUrl field {@code schema_url} of both
   * @param scopes fields {@code ScopeSpans.scope}
   */
  public Headers(Piece resource, Piece schemaUrl, Piece... scopes) {
    this.resource = resource.bytes();
    this.schemaUrl = schemaUrl.bytes();
    this.scopes = new byte[scopes.length][];
    for (int i = 0; i < scopes.length; i++) {
      this.scopes[i] = scopes[i].bytes();
    }
  }
}
