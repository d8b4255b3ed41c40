package uk.regionalratings.streams.topology;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.topology.CountedTimelines.Line;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Counts by judgement and family: for each pair the codes of both in a byte each, and 4 bytes for each number. Small when compressed,
 * and read by nobody but the topology's own stores.
 */
final class CountsSerde {
    private static final int LINE_BYTES = 2 + Counts.SIZE * Integer.BYTES;

    private CountsSerde() {}

    static Serde<Map<Line, Counts>> serde() {
        return Serdes.serdeFrom((topic, counts) -> serialize(counts), (topic, bytes) -> read(bytes));
    }

    private static byte @Nullable [] serialize(@Nullable Map<Line, Counts> counts) {
        if (counts == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(counts.size() * LINE_BYTES);
        counts.forEach((line, ofLine) -> {
            bytes.put((byte) line.judgement().code());
            bytes.put((byte) line.family().code());
            for (int number : ofLine.toArray()) {
                bytes.putInt(number);
            }
        });
        return bytes.array();
    }

    private static @Nullable Map<Line, Counts> read(byte @Nullable [] record) {
        try {
            return deserialize(record);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedStateException(Names.REGION_TIMELINE, "its counts can't be read (" + e + ")", e);
        }
    }

    private static @Nullable Map<Line, Counts> deserialize(byte @Nullable [] record) {
        if (record == null) {
            return null;
        }
        Map<Line, Counts> counts = new HashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(record);
        while (bytes.hasRemaining()) {
            Line line = new Line(Judgement.ofCode(bytes.get()), Family.ofCode(bytes.get()));
            int[] numbers = new int[Counts.SIZE];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = bytes.getInt();
            }
            counts.put(line, Counts.ofArray(numbers));
        }
        return counts;
    }
}
