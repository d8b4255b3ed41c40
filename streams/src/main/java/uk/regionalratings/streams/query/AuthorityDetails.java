package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Tells a history as an {@link AuthorityDetail}. */
final class AuthorityDetails {
    private final Areas areas;
    private final InspectionSources sources;
    private final LocalDate today;

    AuthorityDetails(Areas areas, InspectionSources sources, LocalDate today) {
        this.areas = areas;
        this.sources = sources;
        this.today = today;
    }

    /** @param history of an authority whose reference data is known */
    AuthorityDetail of(AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        Predicate<Inspection> published =
                inspection -> !inspection.publishedOn().isAfter(today);
        return new AuthorityDetail(
                authority.authorityId(),
                authority.name(),
                authority.gssCode(),
                authority.ofstedUrn(),
                authority.slug(),
                authority.region(),
                areas.containing(authority.region()).stream().map(Area::areaId).toList(),
                authority.serviceProvider(),
                authority.establishedOn(),
                authority.abolishedOn(),
                authority.successorIds(),
                ratings(history, published),
                history.counted().stream().filter(published).map(this::report).toList(),
                history.last(Family.ANY, published)
                        .map(inspection -> LastInspection.of(inspection, today))
                        .orElse(null));
    }

    private static Map<String, AuthorityDetail.Rating> ratings(
            AuthorityHistory history, Predicate<Inspection> published) {
        Map<String, AuthorityDetail.Rating> ratings = new LinkedHashMap<>();
        for (Judgement judgement : Judgement.values()) {
            history.standing(Family.ANY, judgement, published)
                    .ifPresent(standing -> ratings.put(judgement.id(), AuthorityDetail.Rating.of(standing)));
        }
        return ratings;
    }

    private AuthorityDetail.Report report(Inspection inspection) {
        return new AuthorityDetail.Report(
                inspection.inspectionId(),
                inspection.revision(),
                inspection.framework(),
                inspection.startedOn(),
                inspection.endedOn(),
                inspection.publishedOn(),
                InspectionList.gradesOf(inspection),
                inspection.reportUrl(),
                sources.of(inspection).map(AuthorityDetail.Source::of).orElse(null));
    }
}
