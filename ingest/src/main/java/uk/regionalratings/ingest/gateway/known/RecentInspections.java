package uk.regionalratings.ingest.gateway.known;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.Optional;
import uk.regionalratings.ingest.text.Sha256;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The inspections that this gateway has sent and Kafka has confirmed, as far back as its memory goes: enough to
 * answer most repetitions without sending them again. The topology recognises those that it has forgotten or that
 * another gateway sent.
 */
public final class RecentInspections {
    /**
     * The number of whole inspections kept, for corrections of those that are not in the tables yet; each takes about
     * 1 KB.
     */
    private static final int LATEST = 5_000;

    /** Content hashes by inspection and revision; about 200 bytes each. */
    private final Cache<String, Long> contents;

    private final Cache<String, Inspection> latest =
            Caffeine.newBuilder().maximumSize(LATEST).build();

    /** @param most the number of revisions to remember */
    public RecentInspections(int most) {
        contents = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** How a record compares with those remembered. */
    public enum Known {
        /** Not remembered. */
        NO,
        /** The same revision with the same content. */
        SAME,
        /** The same revision with different content: one of the two is wrong. */
        OTHER
    }

    public Known find(Inspection inspection) {
        Long content = contents.getIfPresent(key(inspection));
        if (content == null) {
            return Known.NO;
        }
        return content == contentOf(inspection) ? Known.SAME : Known.OTHER;
    }

    /** Remembers an inspection that Kafka has confirmed. */
    public void confirmed(Inspection inspection) {
        contents.put(key(inspection), contentOf(inspection));
        latest.asMap()
                .merge(
                        inspection.inspectionId(),
                        inspection,
                        (known, now) -> now.revision() > known.revision() ? now : known);
    }

    /** The highest revision remembered. */
    Optional<Inspection> latest(String inspectionId) {
        return Optional.ofNullable(latest.getIfPresent(inspectionId));
    }

    private static String key(Inspection inspection) {
        return inspection.revision() + "/" + inspection.inspectionId();
    }

    /** 64 bits of a strong hash: in practice two contents of one revision never collide. */
    private static long contentOf(Inspection inspection) {
        return ByteBuffer.wrap(Sha256.of(inspection.toString())).getLong();
    }
}
