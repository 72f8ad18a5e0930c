package mop.stack.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.SplittableRandom;

/** Fills messages of any type with random values in every field that OTLP/JSON has. */
public final class RandomMessages {
  private static final int MAX_DEPTH = 9;

  private final SplittableRandom random;

  public RandomMessages(SplittableRandom random) {
    this.random = random;
  }

  /** Sets about two in three fields. */
  public void fill(Message.Builder message) {
    fill(message, 0);
  }

  private void fill(Message.Builder message, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean tooDeep =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth > MAX_DEPTH;
      if (tooDeep || OtlpJson.isOfProfiles(field) || random.nextInt(3) == 0) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(message, field, depth));
        }
      } else if (field.getRealContainingOneof() == null
          || !message.hasOneof(field.getRealContainingOneof())) {
        message.setField(field, value(message, field, depth));
      }
    }
  }

  private Object value(Message.Builder message, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt(3) == 0 ? 0 : random.nextInt();
      case LONG -> random.nextInt(3) == 0 ? 0L : random.nextLong();
      case DOUBLE -> random.nextInt(3) == 0 ? 0.0 : random.nextDouble(-1e9, 1e9);
      case BOOLEAN -> random.nextBoolean();
      case STRING -> random.nextInt(4) == 0 ? "" : "text \"ü\" " + random.nextInt(100);
      case BYTE_STRING -> bytes(field);
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> {
        Message.Builder nested = message.newBuilderForField(field);
        fill(nested, depth + 1);
        yield nested.build();
      }
      case FLOAT -> throw new IllegalStateException("OTLP has no float");
    };
  }

  private ByteString bytes(FieldDescriptor field) {
    byte[] bytes =
        new byte
            [switch (field.getName()) {
              case "trace_id" -> 16;
              case "span_id", "parent_span_id" -> 8;
              default -> random.nextInt(6);
            }];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
