package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The regions and authorities that lie in one area, each with its days. To be built by one thread. */
final class Members {
    private static final Comparator<Span> BY_FIRST_DAY = Comparator.comparing(Span::from);

    private final Map<String, List<Span>> spans = new HashMap<>();

    /** Days from the first to the last one; both are known, as the first or last that there is. */
    private record Span(LocalDate from, LocalDate until) {
        static Span of(Membership membership) {
            return new Span(orElse(membership.from(), LocalDate.MIN), orElse(membership.until(), LocalDate.MAX));
        }

        private static LocalDate orElse(@Nullable LocalDate day, LocalDate other) {
            return day == null ? other : day;
        }

        Span within(Span other) {
            return new Span(
                    from.isAfter(other.from) ? from : other.from, until.isBefore(other.until) ? until : other.until);
        }

        boolean isEmpty() {
            return until.isBefore(from);
        }

        /** Whether {@code later}, which begins no earlier, begins at the latest on the day after. */
        boolean touches(Span later) {
            return until.equals(LocalDate.MAX) || !later.from.isAfter(until.plusDays(1));
        }

        Stay in(Area area) {
            return new Stay(area, from.equals(LocalDate.MIN) ? null : from, until.equals(LocalDate.MAX) ? null : until);
        }
    }

    /** Adds a region or an authority. */
    void add(Membership membership) {
        add(membership.member(), Span.of(membership));
    }

    private void add(String member, Span span) {
        if (!span.isEmpty()) {
            spans.computeIfAbsent(member, any -> new ArrayList<>()).add(span);
        }
    }

    /** Adds all that lies in another area, for the days on which that is a member. */
    void addAll(Members other, Membership membership) {
        Span days = Span.of(membership);
        other.spans.forEach((member, all) -> all.forEach(span -> add(member, span.within(days))));
    }

    /** Whether a region or an authority is a member on every day. */
    boolean hasAlways(String member) {
        return merged(spans.getOrDefault(member, List.of()).stream()).contains(new Span(LocalDate.MIN, LocalDate.MAX));
    }

    /** Whether a region or an authority is a member on {@code day}. */
    boolean contain(LocalDate day, String member) {
        for (Span span : spans.getOrDefault(member, List.of())) {
            if (!day.isBefore(span.from) && !day.isAfter(span.until)) {
                return true;
            }
        }
        return false;
    }

    /** The days on which an authority of {@code region} lies in {@code area}, in their order. */
    List<Stay> stays(Area area, String authorityId, String region) {
        return merged(Stream.of(authorityId, region).flatMap(member -> spans.getOrDefault(member, List.of()).stream()))
                .stream()
                .map(span -> span.in(area))
                .toList();
    }

    private static List<Span> merged(Stream<Span> some) {
        List<Span> merged = new ArrayList<>();
        some.sorted(BY_FIRST_DAY).forEach(span -> {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.touches(span)) {
                merged.set(
                        merged.size() - 1,
                        new Span(last.from(), last.until().isAfter(span.until()) ? last.until() : span.until()));
            } else {
                merged.add(span);
            }
        });
        return merged;
    }
}
