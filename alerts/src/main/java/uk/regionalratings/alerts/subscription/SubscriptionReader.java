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
import uk.regionalratings.alerts.config.Surroundings;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.sink.Sinks;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Makes subscriptions of the sections of the alerts file. */
final class SubscriptionReader {
    /** Names a consumer group and a metric tag. */
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";

    /** Ofsted publishes some weeks after an inspection; what it published a fortnight ago nobody hears first from us. */
    private static final Period USUAL_WINDOW = Period.ofDays(14);

    private static final String OFF = "off";
    private static final String NOW = "now";

    private final Areas areas;
    private final AuthorityDirectory authorities;
    private final Surroundings surroundings;

    SubscriptionReader(Areas areas, AuthorityDirectory authorities, Surroundings surroundings) {
        this.areas = areas;
        this.authorities = authorities;
        this.surroundings = surroundings;
    }

    /** @return empty when there is no usable sink; that is a problem already */
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
        Optional<Sink> sink = sinkSection.flatMap(one -> Sinks.read(one, surroundings));
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
        AlertFilter filter = new AlertFilter(
                areaIds(section),
                areas::contains,
                authorities(section),
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

    private Set<String> areaIds(Section section) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : section.texts("areas")) {
            areas.find(id)
                    .ifPresentOrElse(
                            area -> ids.add(area.areaId()),
                            () -> section.problem(
                                    "areas",
                                    "\"" + id + "\" must be one of "
                                            + areas.all().stream()
                                                    .map(Area::areaId)
                                                    .collect(Collectors.joining(", "))));
        }
        return ids;
    }

    private Set<String> authorities(Section section) {
        Set<String> ids = new LinkedHashSet<>();
        for (String alias : section.texts("authorities")) {
            authorities
                    .find(alias)
                    .map(Authority::authorityId)
                    .ifPresentOrElse(ids::add, () -> section.problem("authorities", unknown(alias)));
        }
        return ids;
    }

    private String unknown(String alias) {
        String hint = authorities
                .nearest(alias)
                .map(authority -> "; did you mean " + authority.slug() + "?")
                .orElse("");
        return "\"" + alias + "\" is no authority's DfE code, GSS code, Ofsted URN or slug" + hint;
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
