package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Every standing grade on a day. */
final class RatingTable {
    static final Layout<Line> LAYOUT = new Layout<>(
            "ratings",
            "Standing grades",
            "A standing grade of an authority that exists on the day asked for, by family of frameworks and judgement."
                    + " An authority without a grade for a judgement has no row for it.",
            List.of(
                    Column.date("asOf", "The day asked for.", Line::asOf),
                    Column.identity(
                            "authorityId",
                            "The authority's DfE code, or a provisional identity from 001 to 099.",
                            line -> line.authority().authorityId()),
                    Column.text(
                            "authority", "Its name.", line -> line.authority().name()),
                    Column.identity(
                            "gssCode", "Its code of the statistics office, as of today.", line -> line.authority()
                                    .gssCode()),
                    Column.text("region", "The region that it lies in.", line -> line.authority()
                            .region()),
                    Column.oneOf(
                            "framework",
                            "The family of frameworks whose inspections are looked at.",
                            Arrays.stream(Family.values()).map(Family::id).toList(),
                            line -> line.family().id()),
                    Column.oneOf("judgement", "The judgement.", Judgement.ids(), line -> line.judgement()
                            .id()),
                    Column.constant("grade", "The grade that stands.", Grade.class, line -> line.standing()
                            .grade()),
                    Column.truth(
                            "superseded",
                            "Whether a later inspection of the family did not make this judgement.",
                            line -> line.standing().superseded()),
                    Column.identity("inspectionId", "The inspection that gave the grade.", line -> line.standing()
                            .inspection()
                            .inspectionId()),
                    Column.constant(
                            "inspectedUnder", "The rules of that inspection.", Framework.class, line -> line.standing()
                                    .inspection()
                                    .framework()),
                    Column.date("endedOn", "Last day of its fieldwork.", line -> line.standing()
                            .inspection()
                            .endedOn()),
                    Column.date("publishedOn", "The day on which it was published.", line -> line.standing()
                            .inspection()
                            .publishedOn())),
            List.of("authorityId", "framework", "judgement"));

    private RatingTable() {}

    /** A standing grade and its authority. */
    record Line(LocalDate asOf, Authority authority, Family family, Judgement judgement, Standing standing) {}

    static Table of(Snapshot snapshot) {
        List<AuthorityHistory> existing = snapshot.existing();
        return LAYOUT.table(() -> existing.stream().flatMap(history -> lines(history, snapshot)));
    }

    private static Stream<Line> lines(AuthorityHistory history, Snapshot snapshot) {
        Authority authority = history.authority().orElseThrow();
        return Arrays.stream(Family.values()).flatMap(family -> Arrays.stream(Judgement.values())
                .flatMap(judgement -> history.standing(family, judgement, snapshot::isPublished).stream()
                        .map(standing -> new Line(snapshot.asOf(), authority, family, judgement, standing))));
    }
}
