package uk.regionalratings.alerts.subscription;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.sink.Sinks;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Creates subscriptions from the sections of the alerts file. */
final class SubscriptionReader {
    /** Valid as part of a consumer group and as a metric tag. */
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";

    /**
     * Ofsted publishes some weeks after an inspection; two weeks after publication a report is no longer news to
     * anybody.
     */
    private static final Period USUAL_WINDOW = Period.ofDays(14);

    private static final String OFF = "off";
    private static final String NOW = "now";

    private final Areas areas;
    private final MadeAreas made;
    private final SinkContext sinks;

    SubscriptionReader(Areas areas, AuthorityDirectory authorities, SinkContext sinks) {
        this.areas = areas;
        this.made = new MadeAreas(authorities);
        this.sinks = sinks;
    }

    /** @return empty if there is no usable sink, which has been reported as a problem */
    Optional<Subscription> read(Section all, String name, Section section) {
        if (!name.matches(NAME)) {
            all.problem(name, "a subscription's name must be of lower-case letters, digits and hyphens, 60 at most");
        }
        AlertFilter filter = section.section("filter").map(this::filter).orElseGet(AlertFilter::news);
        Freshness freshness = freshness(section);
        Subscription.Retries retries =
                section.section("retry").map(SubscriptionReader::retries).orElse(Subscription.Retries.USUAL);
        Optional<Section> sinkSection = section.section("sink");
        if (sinkSection.isEmpty()) {
            section.problem("sink", "is missing: {type: " + String.join(" or ", Sinks.kinds()) + "}");
        }
        Optional<Sink> sink = sinkSection.flatMap(one -> Sinks.read(one, sinks));
        section.end();
        return sink.map(where -> new Subscription(name, filter, freshness, retries, where));
    }

    private static Freshness freshness(Section section) {
        String start = "now, or a day as YYYY-MM-DD from which on everything is sent";
        Optional<LocalDate> day = section.<Optional<LocalDate>>parsed(
                        "start",
                        start,
                        text -> text.equals(NOW) ? Optional.empty() : Optional.of(LocalDate.parse(text)))
                .flatMap(Function.identity());
        String window = "off, or an ISO 8601 period such as P14D";
        Optional<Optional<Period>> given = section.parsed("freshness", window, SubscriptionReader::window);
        @Nullable Period period = given.orElse(Optional.of(USUAL_WINDOW)).orElse(null);
        return new Freshness(period, day.orElse(null));
    }

    private static Optional<Period> window(String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        Period period = Period.parse(text);
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(text);
        }
        return Optional.of(period);
    }

    private static Subscription.Retries retries(Section section) {
        Subscription.Retries usual = Subscription.Retries.USUAL;
        Subscription.Retries retries = new Subscription.Retries(
                section.duration("first", usual.first(), Duration.ofMillis(10), Duration.ofHours(1)),
                section.duration("longest", usual.longest(), Duration.ofMillis(10), Duration.ofDays(1)),
                section.duration("giveUpAfter", usual.giveUpAfter(), Duration.ZERO, Duration.ofDays(30)));
        if (retries.longest().compareTo(retries.first()) < 0) {
            section.problem("longest", "is shorter than first");
        }
        section.end();
        return retries;
    }

    private AlertFilter filter(Section section) {
        List<String> include = section.texts("include");
        for (String each : include) {
            if (!each.equals("late") && !each.equals("retracted")) {
                section.problem("include", "\"" + each + "\" must be late or retracted");
            }
        }
        Set<String> areaIds = new LinkedHashSet<>();
        Set<String> authorityIds = authorities(section);
        areas(section, areaIds, authorityIds);
        AlertFilter filter = new AlertFilter(
                areaIds,
                areas::contains,
                authorityIds,
                constants(section, "judgements", Judgement.values(), Judgement::id),
                constants(section, "directions", Direction.values(), Direction::name),
                constants(section, "from", Grade.values(), Grade::name),
                constants(section, "to", Grade.values(), Grade::name),
                section.flag("firstsOnly"),
                include.contains("late"),
                include.contains("retracted"));
        section.end();
        return filter;
    }

    /**
     * Sorts the areas of a filter.
     *
     * @param areaIds receives the identities of listed areas
     * @param authorityIds receives the authorities of areas made on the spot
     */
    private void areas(Section section, Set<String> areaIds, Set<String> authorityIds) {
        for (String text : section.texts("areas")) {
            try {
                Optional<Area> listed = listed(text);
                listed.ifPresentOrElse(
                        area -> areaIds.add(area.areaId()),
                        () -> authorityIds.addAll(made.members(text).orElseThrow(() -> unknownArea(text))));
            } catch (IllegalArgumentException e) {
                section.problem("areas", String.valueOf(e.getMessage()));
            }
        }
    }

    private Optional<Area> listed(String text) {
        return areas.find(text.strip().toLowerCase(Locale.ROOT)).or(() -> areas.all().stream()
                .filter(area -> area.name().equalsIgnoreCase(text.strip()))
                .findFirst());
    }

    private IllegalArgumentException unknownArea(String text) {
        return new IllegalArgumentException("\"" + text + "\" must be one of "
                + areas.all().stream().map(Area::areaId).collect(Collectors.joining(", ")) + "; or made on the spot "
                + MadeAreas.FORMS);
    }

    private Set<String> authorities(Section section) {
        Set<String> ids = new LinkedHashSet<>();
        for (String alias : section.texts("authorities")) {
            made.named(alias)
                    .map(Authority::authorityId)
                    .ifPresentOrElse(ids::add, () -> section.problem("authorities", made.unknown(alias)));
        }
        return ids;
    }

    private static <E extends Enum<E>> Set<String> constants(
            Section section, String key, E[] all, Function<E, String> written) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : section.texts(key)) {
            Optional<E> found = Arrays.stream(all)
                    .filter(constant -> written.apply(constant).equals(text.strip())
                            || constant.name().equals(text.toUpperCase(Locale.ROOT)))
                    .findFirst();
            found.ifPresentOrElse(
                    constant -> names.add(constant.name()),
                    () -> section.problem(
                            key,
                            "\"" + text + "\" must be one of "
                                    + Arrays.stream(all).map(written).collect(Collectors.joining(", "))));
        }
        return names;
    }
}
