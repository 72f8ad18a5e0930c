package mop.stack.otlp;

/**
 * The headers under which spans arrived: serialized OTLP {@code Resource} and {@code
 * InstrumentationScope} messages. Equal headers are one object within a decoder, so identity is a
 * cheap key.
 *
 * @param resource serialized {@code opentelemetry.proto.resource.v1.Resource}; not to be changed
 * @param scope serialized {@code opentelemetry.proto.common.v1.InstrumentationScope}; not to be
 *     changed
 * @param serviceName value of {@code service.name}, or {@code unknown_service} when absent
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the key; contents are never compared
public record Origin(byte[] resource, byte[] scope, String serviceName) {}
