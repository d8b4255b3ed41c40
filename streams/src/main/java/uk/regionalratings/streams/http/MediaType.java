package uk.regionalratings.streams.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which form an answer can be had. The first one is the default. */
enum MediaType {
    JSON("application/json", "application/json"),
    CSV("text/csv", "text/csv; charset=utf-8; header=present");

    private final String name;
    private final String contentType;

    MediaType(String name, String contentType) {
        this.name = name;
        this.contentType = contentType;
    }

    /** What the header {@code Content-Type} says. */
    String contentType() {
        return contentType;
    }

    /** Every name, for an error message. */
    static String names() {
        return String.join(", ", Arrays.stream(values()).map(type -> type.name).toList());
    }

    /**
     * What the header {@code Accept} prefers (RFC 9110 section 12.5.1): of the most specific range that matches a type
     * its q-value holds, and the highest q-value wins.
     *
     * @param accept null or blank when everything is welcome
     * @return empty when none of the types is acceptable
     */
    static Optional<MediaType> preferred(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(JSON);
        }
        List<Range> ranges =
                Arrays.stream(accept.split(",", -1)).map(Range::parse).toList();
        MediaType best = null;
        double bestQuality = 0;
        for (MediaType type : values()) {
            double quality = type.quality(ranges);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    private double quality(List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.matches(name))
                .max(Comparator.comparingInt(Range::specificity))
                .map(Range::quality)
                .orElse(0.0);
    }

    private record Range(String name, double quality) {
        static Range parse(String text) {
            String[] parts = text.split(";", -1);
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    quality = number(parameter.substring(2).strip());
                }
            }
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        private static double number(String text) {
            try {
                return Math.max(0, Math.min(1, Double.parseDouble(text)));
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        boolean matches(String type) {
            return name.equals(type)
                    || name.equals("*/*")
                    || (name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)));
        }

        int specificity() {
            return name.equals("*/*") ? 0 : name.endsWith("/*") ? 1 : 2;
        }
    }
}
