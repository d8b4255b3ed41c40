package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.regionalratings.streams.query.count.LastInspection;
import uk.regionalratings.streams.query.count.NotComparable;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.GradeRun;
import uk.regionalratings.streams.rules.WaitingTimes;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Lineage.Link;

/** Converts a history to an {@link AuthorityDetail}. */
public final class AuthorityDetails {
    private final Areas areas;
    private final InspectionSources sources;
    private final LocalDate day;
    private final WaitingTimes times;
    private final RatingsState view;

    /** @param state the other authorities, for predecessors and successors */
    public AuthorityDetails(RatingsState state, Areas areas, InspectionSources sources, LocalDate day) {
        this.view = state;
        this.areas = areas;
        this.sources = sources;
        this.day = day;
        this.times = new WaitingTimes(
                day, state.authorities(), JudgementChoice.leading(Family.ANY, day)::lowest, this::isPublished);
    }

    private boolean isPublished(Inspection inspection) {
        return !inspection.publishedOn().isAfter(day);
    }

    /** @param history of an authority whose reference data is known */
    public AuthorityDetail of(AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        return new AuthorityDetail(
                authority.authorityId(),
                authority.knownDfeCode(),
                authority.name(),
                authority.gssCode(),
                authority.ofstedUrn(),
                authority.slug(),
                authority.region(),
                areas.on(day, authority.authorityId(), authority.region()).stream()
                        .map(Area::areaId)
                        .toList(),
                authority.serviceProvider(),
                authority.establishedOn(),
                authority.abolishedOn(),
                authority.successorIds(),
                relatives(view.lineage().predecessorsOf(authority.authorityId()), Link::predecessorId),
                relatives(view.lineage().successorsOf(authority.authorityId()), Link::successorId),
                ratings(history),
                history.counted().stream()
                        .filter(this::isPublished)
                        .map(this::report)
                        .toList(),
                history.last(Family.ANY, this::isPublished)
                        .map(inspection -> LastInspection.of(inspection, day))
                        .orElse(null),
                authority.existsOn(day) ? Outlook.of(history, times, day) : null,
                notComparable(history));
    }

    private List<AuthorityDetail.Relative> relatives(List<Link> links, Function<Link, String> other) {
        return links.stream()
                .map(link -> new AuthorityDetail.Relative(
                        other.apply(link),
                        view.find(other.apply(link))
                                .flatMap(AuthorityHistory::authority)
                                .map(Authority::name)
                                .orElse(null),
                        link.day(),
                        link.kind().id()))
                .toList();
    }

    private Map<String, AuthorityDetail.Rating> ratings(AuthorityHistory history) {
        Map<String, AuthorityDetail.Rating> ratings = new LinkedHashMap<>();
        for (Judgement judgement : Judgement.values()) {
            history.standing(Family.ANY, judgement, this::isPublished)
                    .ifPresent(standing -> ratings.put(
                            judgement.id(),
                            AuthorityDetail.Rating.of(
                                    standing,
                                    GradeRun.standing(history, Family.ANY, judgement, this::isPublished)
                                            .orElseThrow())));
        }
        return ratings;
    }

    private Map<String, NotComparable> notComparable(AuthorityHistory history) {
        Map<String, NotComparable> said = new LinkedHashMap<>();
        for (Judgement judgement : Judgement.values()) {
            history.notComparable(Family.ANY, judgement, this::isPublished)
                    .ifPresent(inspection -> said.put(judgement.id(), NotComparable.of(inspection, judgement)));
        }
        return said;
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
                sources.of(inspection).map(AuthorityDetail.Source::of).orElse(null),
                inspection.frameworkName(),
                inspection.outcomes());
    }
}
