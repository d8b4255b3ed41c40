package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;

/** Counts as 4 bytes a number: fixed, small, and read by nobody but the topology's own stores. */
final class CountsSerde {
    private CountsSerde() {}

    static Serde<Counts> serde() {
        return Serdes.serdeFrom((topic, counts) -> serialize(counts), (topic, bytes) -> deserialize(bytes));
    }

    private static byte @Nullable [] serialize(@Nullable Counts counts) {
        if (counts == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Counts.SIZE * Integer.BYTES);
        for (int number : counts.toArray()) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    private static @Nullable Counts deserialize(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        int[] numbers = new int[Counts.SIZE];
        ByteBuffer.wrap(bytes).asIntBuffer().get(numbers);
        return Counts.ofArray(numbers);
    }
}
