package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.vocabulary.Family;

/**
 * Counts by family: for each family its ordinal in a byte and 4 bytes for each number. Small, and read by nobody but the topology's own
 * stores.
 */
final class CountsSerde {
    private static final int FAMILY_BYTES = 1 + Counts.SIZE * Integer.BYTES;
    private static final Family[] FAMILIES = Family.values();

    private CountsSerde() {}

    static Serde<Map<Family, Counts>> serde() {
        return Serdes.serdeFrom((topic, counts) -> serialize(counts), (topic, bytes) -> deserialize(bytes));
    }

    private static byte @Nullable [] serialize(@Nullable Map<Family, Counts> counts) {
        if (counts == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(counts.size() * FAMILY_BYTES);
        counts.forEach((family, ofFamily) -> {
            bytes.put((byte) family.ordinal());
            for (int number : ofFamily.toArray()) {
                bytes.putInt(number);
            }
        });
        return bytes.array();
    }

    private static @Nullable Map<Family, Counts> deserialize(byte @Nullable [] record) {
        if (record == null) {
            return null;
        }
        Map<Family, Counts> counts = new EnumMap<>(Family.class);
        ByteBuffer bytes = ByteBuffer.wrap(record);
        while (bytes.hasRemaining()) {
            Family family = FAMILIES[bytes.get()];
            int[] numbers = new int[Counts.SIZE];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = bytes.getInt();
            }
            counts.put(family, Counts.ofArray(numbers));
        }
        return counts;
    }
}
