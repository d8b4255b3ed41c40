package uk.regionalratings.streams.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A position in the facts: for each partition of {@code inspection-published} and {@code authority-registered} the
 * offset after the last fact that is included. An answer names the version that it was made from, and the same version
 * gives the same answer on every instance. Written as the time at which the newest fact was sent, the identity of the
 * topics and the offsets of both: {@code 20260820T093000000Z-1a2b3c4d-130.122.98.138-41.40.39.38}. A later version
 * never bears an earlier time.
 *
 * @param newest when the newest fact of the version was sent, in UTC to the millisecond; the epoch when there is none
 * @param topics identity of the topics: 8 hexadecimal digits, others after a topic was deleted and created again
 * @param inspections offsets by partition of {@code inspection-published}
 * @param registrations offsets by partition of {@code authority-registered}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below; the arrays are never passed out.
public record Version(Instant newest, String topics, long[] inspections, long[] registrations) {
    private static final String OFFSETS = "(\\d{1,18}(?:\\.\\d{1,18}){0,63})";
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{8}T\\d{9})Z-([0-9a-f]{8})-" + OFFSETS + "-" + OFFSETS, Pattern.CASE_INSENSITIVE);
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS", Locale.ROOT);

    /** Parses a written version; empty if the text has another form. */
    public static Optional<Version> parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Version(
                    LocalDateTime.parse(part(parts, 1).toUpperCase(Locale.ROOT), TIME)
                            .toInstant(ZoneOffset.UTC),
                    part(parts, 2).toLowerCase(Locale.ROOT),
                    offsets(part(parts, 3)),
                    offsets(part(parts, 4))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String part(Matcher parts, int group) {
        return Objects.requireNonNull(parts.group(group));
    }

    private static long[] offsets(String written) {
        return DOT.splitAsStream(written).mapToLong(Long::parseLong).toArray();
    }

    /** Whether both versions belong to the same topics, so that they can be compared. */
    public boolean isOfTopicsOf(Version other) {
        return topics.equals(other.topics)
                && inspections.length == other.inspections.length
                && registrations.length == other.registrations.length;
    }

    /** Whether this version includes every fact of {@code other}, a version of the same topics. */
    public boolean includes(Version other) {
        return includes(inspections, other.inspections) && includes(registrations, other.registrations);
    }

    private static boolean includes(long[] all, long[] some) {
        for (int partition = 0; partition < some.length; partition++) {
            if (partition >= all.length ? some[partition] > 0 : all[partition] < some[partition]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version that
                && topics.equals(that.topics)
                && Arrays.equals(inspections, that.inspections)
                && Arrays.equals(registrations, that.registrations);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(inspections) * 31 + Arrays.hashCode(registrations);
    }

    @Override
    public String toString() {
        return TIME.format(newest.atOffset(ZoneOffset.UTC)) + "Z-" + topics + '-' + written(inspections) + '-'
                + written(registrations);
    }

    private static String written(long[] offsets) {
        return Arrays.stream(offsets).mapToObj(Long::toString).collect(Collectors.joining("."));
    }
}
