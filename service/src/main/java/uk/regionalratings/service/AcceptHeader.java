package uk.regionalratings.service;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a media type by the header {@code Accept} (RFC 9110 section 12.5.1). */
public final class AcceptHeader {
    private AcceptHeader() {}

    /**
     * The preferred type. The q-value of the most specific matching range applies to a type; the highest q-value
     * wins, and among equals the type offered first.
     *
     * @param accept null or blank if everything is acceptable
     * @param offered names of media types in lower case, the default first
     * @return empty if none of the types is acceptable
     */
    public static Optional<String> preferred(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(offered.get(0));
        }
        List<Range> ranges =
                Arrays.stream(accept.split(",", -1)).map(Range::parse).toList();
        String best = null;
        double bestQuality = 0;
        for (String type : offered) {
            double quality = quality(type, ranges);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double quality(String type, List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.matches(type))
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
