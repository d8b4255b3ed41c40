package uk.regionalratings.streams.export;

import java.util.Arrays;
import java.util.List;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Every rating change that holds, without its counts. */
final class ChangeTable {
    private static final List<String> GRADES =
            Arrays.stream(Grade.values()).map(Grade::name).toList();

    static final Layout<ChangeDetail> LAYOUT = new Layout<>(
            "changes",
            "Rating changes",
            "What one inspection, published by the day asked for, did to one judgement, as it is known today.",
            List.of(
                    Column.identity("id", "The change; stable for ever.", ChangeDetail::id),
                    Column.number(
                            "version",
                            "1 at first, higher each time that late data alters what the inspection changed.",
                            ChangeDetail::version),
                    Column.truth(
                            "late",
                            "Whether newer news about the same authority and judgement was already known.",
                            ChangeDetail::late),
                    Column.identity(
                            "authorityId",
                            "The authority's DfE code, or a provisional identity from 001 to 099.",
                            ChangeDetail::authorityId),
                    Column.text("authority", "Its name.", ChangeDetail::authority),
                    Column.oneOf("judgement", "The judgement.", Judgement.ids(), ChangeDetail::judgement),
                    Column.oneOf(
                            "direction",
                            "What happened to the grade.",
                            Arrays.stream(Direction.values())
                                    .map(Direction::name)
                                    .toList(),
                            ChangeDetail::direction),
                    Column.oneOf(
                            "from",
                            "The grade just before, under any framework; blank for the first one.",
                            GRADES,
                            ChangeDetail::from),
                    Column.oneOf("to", "The grade given.", GRADES, ChangeDetail::to),
                    Column.number(
                            "steps", "How many grades better, -3 to 3; blank for the first one.", ChangeDetail::steps),
                    Column.oneOf(
                            "framework",
                            "The rules of the inspection.",
                            Arrays.stream(Framework.values())
                                    .map(Framework::name)
                                    .toList(),
                            ChangeDetail::framework),
                    Column.identity("inspectionId", "The inspection.", ChangeDetail::inspectionId),
                    Column.date("publishedOn", "The day on which it was published.", ChangeDetail::publishedOn),
                    Column.date("endedOn", "Last day of its fieldwork.", ChangeDetail::endedOn),
                    Column.text("reportUrl", "Where its report is.", ChangeDetail::reportUrl),
                    Column.text(
                            "serviceProvider",
                            "The trust or company that runs the services; blank where the authority does.",
                            ChangeDetail::serviceProvider),
                    Column.truth(
                            "firstOfItsKind",
                            "Whether no earlier change in England went from this grade to that for this judgement.",
                            ChangeDetail::firstOfItsKind)),
            List.of("id"));

    private ChangeTable() {}

    static Table of(Snapshot snapshot) {
        return LAYOUT.table(snapshot.changes().get());
    }
}
