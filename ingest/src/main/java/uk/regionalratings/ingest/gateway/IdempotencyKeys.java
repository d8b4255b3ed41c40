package uk.regionalratings.ingest.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.answer.Answer;
import uk.regionalratings.ingest.gateway.answer.Refusal;

/**
 * Answers to requests with an {@code Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header), kept for a
 * limited time and up to a limited size. The same key with the same body gets the same answer; with another body it
 * is refused; and while the first request is in progress, a second one is refused too. Forgetting a key is harmless,
 * since inspections are recognised by identity and revision.
 */
final class IdempotencyKeys {
    private static final int LONGEST_KEY = 255;

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Cache<String, Stored> answers;

    /**
     * A cache of answers.
     *
     * @param bytes its approximate maximum size in memory
     * @param time how long a key is remembered
     */
    IdempotencyKeys(long bytes, Duration time) {
        answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String key, Stored stored) -> stored.answer.weight())
                .expireAfterWrite(time)
                .build();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(byte[] fingerprint, Answer answer) {}

    /** The use of a key by one request, closed once the request is answered. */
    final class Claim implements AutoCloseable {
        private final String key;
        private final @Nullable Stored stored;

        private Claim(String key, @Nullable Stored stored) {
            this.key = key;
            this.stored = stored;
        }

        /** Whether the key has been answered before; if so, the body is only compared. */
        boolean isRepeated() {
            return stored != null;
        }

        /**
         * The answer given before.
         *
         * @throws Refusal if that answer was to another body
         */
        Answer answerTo(byte[] fingerprint) {
            Stored known = stored;
            if (known == null) {
                throw new IllegalStateException("the key is new");
            }
            if (!Arrays.equals(known.fingerprint, fingerprint)) {
                throw new Refusal(
                        HttpStatus.UNPROCESSABLE_ENTITY_422,
                        "idempotency-key-reused",
                        "the Idempotency-Key was used with another body: use a new key for each request, and repeat it only"
                                + " with the same body");
            }
            return known.answer;
        }

        /** Keeps the answer if it is final. */
        void keep(byte[] fingerprint, Answer answer) {
            if (answer.isFinal()) {
                answers.put(key, new Stored(fingerprint, answer));
            }
        }

        @Override
        public void close() {
            underWay.remove(key);
        }
    }

    /**
     * Claims a key for a request.
     *
     * @param given the header
     * @throws Refusal if it is not a valid key, or a request with it is in progress
     */
    Claim claim(String feed, String given) {
        String key = feed + " " + parsed(given);
        if (!underWay.add(key)) {
            throw new Refusal(
                            HttpStatus.CONFLICT_409,
                            "idempotency-key-in-use",
                            "a request with this Idempotency-Key is in progress: wait for its answer, or repeat it later")
                    .retryAfter(1);
        }
        // Looked up after the claim, since a request that has just ended has stored its answer by now.
        return new Claim(key, answers.getIfPresent(key));
    }

    /** Parses a string of structured fields, {@code "key"}; unquoted keys are accepted. */
    private static String parsed(String given) {
        String text = given.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        String key = quoted ? text.substring(1, text.length() - 1) : text;
        boolean usable =
                !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!usable) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST_400,
                    "bad-idempotency-key",
                    "an Idempotency-Key has 1 to " + LONGEST_KEY + " visible ASCII characters, such as a UUID");
        }
        return key;
    }
}
