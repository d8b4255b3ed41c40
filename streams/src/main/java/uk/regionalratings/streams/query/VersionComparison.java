package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Describes the differences between two versions as {@link VersionNews}. For one comparison only. */
final class VersionComparison {
    private final RatingsView before;
    private final RatingsView now;
    private final LocalDate today;
    private final List<VersionNews.InspectionNews> inspections = new ArrayList<>();
    private final List<VersionNews.AuthorityNews> authorities = new ArrayList<>();
    private final List<VersionNews.GradeNews> grades = new ArrayList<>();
    /** The highest revision described so far, by inspection. */
    private final Map<String, Integer> revisions = new HashMap<>();

    private final Set<String> registered = new HashSet<>();

    VersionComparison(RatingsView before, RatingsView now, LocalDate today) {
        this.before = before;
        this.now = now;
        this.today = today;
    }

    /** @param news the facts of the later version that the earlier one lacks */
    VersionNews tell(String since, String until, List<VersionedView.News> news) {
        Set<String> concerned = new TreeSet<>();
        for (VersionedView.News one : news) {
            concerned.add(one.authorityId());
            Inspection inspection = one.inspection();
            if (inspection != null) {
                inspection(one, inspection);
            } else {
                authority(one);
            }
        }
        concerned.forEach(this::grades);
        return new VersionNews(since, until, summary(), inspections, authorities, grades);
    }

    private String name(String authorityId) {
        return now.history(authorityId)
                .flatMap(AuthorityHistory::authority)
                .map(Authority::name)
                .orElse(authorityId);
    }

    private Optional<AuthorityHistory> known(String authorityId) {
        return before.history(authorityId);
    }

    private void inspection(VersionedView.News news, Inspection inspection) {
        String key = news.authorityId() + "/" + inspection.inspectionId();
        Integer told = revisions.merge(key, inspection.revision(), Math::max);
        boolean first = told == inspection.revision()
                && known(news.authorityId()).stream()
                        .flatMap(history -> history.inspections().stream())
                        .noneMatch(one -> one.inspectionId().equals(inspection.inspectionId()))
                && inspections.stream().noneMatch(one -> isOf(one, news.authorityId(), inspection));
        String what = inspection.withdrawn() ? "withdrawn" : first ? "came" : "corrected";
        String name = name(news.authorityId());
        inspections.add(new VersionNews.InspectionNews(
                news.knownAt().toString(),
                what,
                inspection.inspectionId(),
                inspection.revision(),
                news.authorityId(),
                name,
                inspection.publishedOn(),
                "The inspection of " + name + " published on " + inspection.publishedOn() + " "
                        + (what.equals("came") ? "came" : "was " + what) + " (" + inspection.inspectionId()
                        + ", revision " + inspection.revision() + ")."));
    }

    private static boolean isOf(VersionNews.InspectionNews one, String authorityId, Inspection inspection) {
        return one.authorityId().equals(authorityId) && one.inspectionId().equals(inspection.inspectionId());
    }

    private void authority(VersionedView.News news) {
        String authorityId = news.authorityId();
        boolean first =
                known(authorityId).flatMap(AuthorityHistory::registration).isEmpty() && registered.add(authorityId);
        String name = name(authorityId);
        authorities.add(new VersionNews.AuthorityNews(
                news.knownAt().toString(),
                first ? "came" : "changed",
                authorityId,
                name,
                "The reference data of " + name + " " + (first ? "came." : "was changed.")));
    }

    private void grades(String authorityId) {
        for (Judgement judgement : Judgement.values()) {
            Grade earlier = standing(before, authorityId, judgement);
            Grade later = standing(now, authorityId, judgement);
            if (earlier != later) {
                String name = name(authorityId);
                grades.add(new VersionNews.GradeNews(
                        authorityId,
                        name,
                        judgement.id(),
                        earlier == null ? null : earlier.name(),
                        later == null ? null : later.name(),
                        name + ", " + judgement.label() + ": " + label(later) + " instead of " + label(earlier) + "."));
            }
        }
    }

    private static String label(@Nullable Grade grade) {
        return grade == null ? "no grade" : grade.label();
    }

    private @Nullable Grade standing(RatingsView view, String authorityId, Judgement judgement) {
        return view.history(authorityId)
                .flatMap(history -> history.standing(Family.ANY, judgement, inspection -> !inspection
                        .publishedOn()
                        .isAfter(today)))
                .map(Standing::grade)
                .orElse(null);
    }

    private String summary() {
        List<String> parts = Stream.of(
                        part(count("came"), "inspection came", "inspections came"),
                        part(count("corrected"), "inspection was corrected", "inspections were corrected"),
                        part(count("withdrawn"), "inspection was withdrawn", "inspections were withdrawn"),
                        part(
                                authorities.size(),
                                "authority has other reference data",
                                "authorities have other reference data"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return "Nothing has changed.";
        }
        String differ = part(grades.size(), "standing grade of today differs", "standing grades of today differ");
        return String.join(", ", parts) + "; " + (differ.isEmpty() ? "no standing grade of today differs" : differ)
                + ".";
    }

    /** "2 inspections came"; empty if the number is 0. */
    private static String part(long number, String one, String many) {
        return number == 0 ? "" : number + " " + (number == 1 ? one : many);
    }

    private long count(String what) {
        return inspections.stream().filter(one -> one.what().equals(what)).count();
    }
}
