package uk.regionalratings.streams.topology;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** The bundled inspections as tests want them; the real way in is the ingest module's. */
public final class RealHistory {
    private static final List<Inspection> INSPECTIONS = read();

    private RealHistory() {}

    /** All of them, in the order of the file. */
    public static List<Inspection> inspections() {
        return INSPECTIONS;
    }

    private static List<Inspection> read() {
        return CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(ReferenceFiles.sampleHistory(), StandardCharsets.UTF_8))
                .stream()
                .map(RealHistory::inspection)
                .toList();
    }

    private static Inspection inspection(NamedCsvRecord row) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            String grade = row.findField(judgement.id()).orElse("");
            if (!grade.isEmpty()) {
                grades.put(judgement, GradeGiven.of(Grade.valueOf(grade)));
            }
        }
        return InspectionBuilder.inspection(row.getField("inspection_id"))
                .authority(row.getField("authority_id"))
                .framework(Framework.valueOf(row.getField("framework")))
                .fieldwork(LocalDate.parse(row.getField("started_on")), LocalDate.parse(row.getField("ended_on")))
                .publishedOn(LocalDate.parse(row.getField("published_on")))
                .grades(grades)
                .reportUrl(row.getField("report_url"))
                .build();
    }
}
