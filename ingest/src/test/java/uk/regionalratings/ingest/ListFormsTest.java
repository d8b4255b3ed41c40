package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.source.RecordReaders;
import uk.regionalratings.ingest.table.CsvRecordReader;
import uk.regionalratings.ingest.table.Headers;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.ingest.validation.CheckedRecords;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Whatever the form of a list, its rows are read, rejected or reported. */
class ListFormsTest {
    private static final String HEADER =
            "Local authority,Framework,Start date,End date,Publication date,Overall effectiveness,Care leavers\n";
    private static final String LEEDS = "Leeds,ILACS,21/02/2022,04/03/2022,13/05/2022,Outstanding,Good\n";
    private static final String BRADFORD =
            "Bradford,ILACS,14/02/2022,25/02/2022,10/05/2022,Good,Requires improvement\n";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,'',false",
        "UTF-8,'',true",
        "UTF-16LE,\ufeff,false",
        "UTF-16BE,\ufeff,false",
        "UTF-16LE,\ufeff,true",
        "windows-1252,'',false"
    })
    void readsEverySeparatorInEveryEncoding(String encoding, String mark, boolean title) {
        for (String separator : List.of(",", ";", "\t")) {
            // Given names that contain the separator, and a character that differs between the encodings
            String list = (title ? "Outcomes in 2022\u20ac\n\n" : "")
                    + (HEADER + LEEDS + BRADFORD).replace(",", separator)
                    + "\"Bournemouth, Christchurch; \tPoole\u2019s\n\",ILACS,14/02/2022,25/02/2022,10/05/2022,Good,\n"
                            .replaceAll(",(?! C)", separator);

            // When
            Reading reading = Reading.of((mark + list).getBytes(Charset.forName(encoding)));

            // Then
            assertThat(reading.publishedIds()).containsExactly("383-2022-05-13", "380-2022-05-10");
            assertThat(reading.rejections())
                    .singleElement()
                    .asString()
                    .contains("\"Bournemouth, Christchurch; \\u0009Poole\u2019s\" is not an authority");
        }
    }

    @Test
    void rejectsOnlyTheLineWithHalfACharacter() throws IOException {
        // Given UTF-16 with a lone surrogate in one row, a complete pair in another, and an odd byte at the end
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe});
        bytes.writeBytes((HEADER + LEEDS + "Brad").getBytes(StandardCharsets.UTF_16LE));
        bytes.writeBytes(new byte[] {0x3d, (byte) 0xd8});
        bytes.writeBytes(("ford\n" + BRADFORD + "\ud83d\ude00\n").getBytes(StandardCharsets.UTF_16LE));
        bytes.write('x');

        // When
        Reading reading = Reading.of(bytes.toByteArray());

        // Then
        assertThat(reading.publishedIds()).containsExactly("383-2022-05-13", "380-2022-05-10");
        assertThat(reading.rejections()).hasSize(3);
    }

    @Test
    void tellsOfTitlesBlankRowsTotalsAndSources() {
        // Given
        String list = "Outcomes\nas at May 2022,,,,,,\n\n" + HEADER + LEEDS + ",,,,,,\n \u00a0,,\n" + BRADFORD
                + "Total,,,,,1,1\nEngland,,,,,47%,\nSource: Ofsted, own counts\nNote: 10 May\n* provisional\n";

        // When
        Reading reading = Reading.of(list);

        // Then
        assertThat(reading.summary().inOneLine(false)).isEqualTo("file: 2 read, 2 accepted, 0 rejected");
        assertThat(reading.remarks())
                .containsExactly(
                        "lines above the header not read: 2",
                        "blank rows skipped: 2",
                        "rows skipped because they are not inspections: 9 \"Total\", 10 \"England\", 11 \"Source: Ofsted\","
                                + " 12 \"Note: 10 May\", 13 \"* provisional\"");
    }

    /** A row that was truncated or has another first word is rejected and counted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lee",
                "Leeds",
                "Leeds,ILACS,21/02/2022",
                "Sources,ILACS,21/02/2022,04/03/2022,13/05/2022,Good,",
                "Totally,,,,,1,1",
                "Total,ILACS,,,,Good,",
                "Outcomes in 2022"
            })
    void takesNoRowForANote(String row) {
        Reading reading = Reading.of(HEADER + LEEDS + row + "\n");

        assertThat(reading.publishedIds()).containsExactly("383-2022-05-13");
        assertThat(reading.rejections()).hasSize(1);
    }

    @Test
    void readsOfstedsNumbersWhereTheWholeColumnHoldsThem() {
        // Given
        String list = HEADER
                + LEEDS.replace("Outstanding", "1")
                + BRADFORD.replace(",Good", ",3.0")
                + LEEDS.replace("Leeds", "York").replace("Outstanding", "n/a");

        // When
        Reading reading = Reading.of(list);

        // Then
        assertThat(reading.sent().published)
                .extracting(inspection -> inspection.grades().get(Judgement.OVERALL_EFFECTIVENESS))
                .map(given -> given == null ? "" : given.words())
                .containsExactly("Outstanding", "Requires improvement", "");
        assertThat(reading.remarks())
                .containsExactly("Overall effectiveness: read as Ofsted's numbers, 1 Outstanding, 2 Good, 3 Requires"
                        + " improvement, 4 Inadequate");
        assertThat(Reading.of(HEADER + LEEDS.replace("Outstanding", "1") + BRADFORD)
                        .rejections())
                .singleElement()
                .asString()
                .contains("\"1\" is a grade only if its whole column holds Ofsted's numbers");
    }

    @Test
    void readsDaysOfSpreadsheetsWhereTheWholeColumnHoldsThem() {
        // When
        Reading reading =
                Reading.of(HEADER + LEEDS.replace("21/02/2022", "44613") + BRADFORD.replace("14/02/2022", "44606.5"));

        // Then
        assertThat(reading.sent().published)
                .extracting(Inspection::startedOn)
                .map(Object::toString)
                .containsExactly("2022-02-21", "2022-02-14");
        assertThat(reading.remarks()).containsExactly("Start date: read as spreadsheet serial dates");
    }

    /** A list that writes the month first is refused, including the rows that do not show it. */
    @Test
    void refusesDatesThatMayHaveTheMonthFirst() {
        // Given
        String either = LEEDS.replace("21/02/2022", "01/02/2022").replace("13/05", "10/05");
        String list = HEADER + either + "York,ILACS,02/21/2022,03/04/2022,05/10/2022,Good,\n"
                + either.replace("Leeds", "Bradford")
                        .replace("01/02/2022,04/03/2022,10/05/2022", "1 Feb 2022,4 Mar 2022,10 May 22")
                + LEEDS.replace("Leeds", "Hull");

        // When
        Reading reading = Reading.of(list);

        // Then
        assertThat(reading.publishedIds()).containsExactly("380-2022-05-10", "810-2022-05-13");
        assertThat(reading.rejections())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(
                        "file:2: Start date: bad-date - \"01/02/2022\" may be either of two days, since other rows write the month"
                                + " before the day: write the month as a word; End date: \"04/03/2022\" may be either of two days, since other"
                                + " rows write the month before the day: write the month as a word; Publication date: \"10/05/2022\" may"
                                + " be either of two days, since other rows write the month before the day: write the month as a word");
        assertThat(Reading.of(HEADER + either).publishedIds()).containsExactly("383-2022-05-10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2022-05-13T23:30:00Z      | 2022-05-14
            2022-05-13T00:00:00+01:00 | 2022-05-13
            2022-05-13 00:00          | 2022-05-13
            13.05.22                  | 2022-05-13
            13-05-2022                | 2022-05-13
            13th Sept, 2022           | 2022-09-13
            \u00a013\u2009May\u00a02022\u200b | 2022-05-13
            """)
    void readsADateInEveryForm(String text, String day) {
        Reading reading = Reading.of(HEADER + LEEDS.replace("13/05/2022", '"' + text + '"'));

        assertThat(reading.publishedIds()).containsExactly("383-" + day);
    }

    /** A remark about omitted grades is easily overlooked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fostering grade",
                "leaders_judgment",
                "Overall rating (previous)",
                "Experiences of care leavers",
                "Help and protection of disabled children"
            })
    void refusesAColumnThatMayHoldAJudgementAndIsNotRead(String column) {
        assertThatThrownBy(() -> Reading.of(HEADER.strip() + "," + column + "\n" + LEEDS.strip() + ",Good\n"))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("not read although their names are like those of judgements: \"" + column + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Region", "Operating model", "Inspector", "stat_neighbour_judgement", ""})
    void remarksOnAnyOtherColumn(String column) {
        assertThat(Reading.of(HEADER.strip() + "," + column + "\n" + LEEDS.strip() + ",Good\n")
                        .publishedIds())
                .containsExactly("383-2022-05-13");
    }

    @Test
    void readsTheJointJudgementFromTheColumnOfChildrenInCare() {
        // Given the convention of the sector's list for fieldwork before 2023
        String list = HEADER.replace("Care leavers", "in_care_grade,care_leavers_grade")
                + LEEDS.replace(",Good\n", ",good,inspection_pre_dates_judgement\n")
                + BRADFORD.replace(",Requires improvement\n", ",good,requires improvement\n");

        // When
        List<Inspection> published = Reading.of(list).sent().published;

        // Then
        assertThat(published.get(0).grades().keySet())
                .containsExactlyInAnyOrder(Judgement.OVERALL_EFFECTIVENESS, Judgement.IN_CARE_AND_CARE_LEAVERS);
        assertThat(published.get(1).grades().keySet())
                .containsExactlyInAnyOrder(Judgement.OVERALL_EFFECTIVENESS, Judgement.IN_CARE, Judgement.CARE_LEAVERS);
    }

    @ParameterizedTest
    @CsvSource({
        "Leeds UA,383",
        "London Boro Hackney,204",
        "'''394',394",
        "City\u00a0of\u200b York,816",
        "Westmorland \uff06 Furness,",
        "Bournemouth Council,",
        "Northamptonshire County Council,",
        "London,",
        "North,",
        "Leedz,"
    })
    void takesAnAuthorityForNoOther(String name, String id) {
        // When
        Reading reading = Reading.of(HEADER + LEEDS.replace("Leeds", name));

        // Then
        assertThat(reading.sent().published)
                .extracting(Inspection::authorityId)
                .isEqualTo(id == null ? List.of() : List.of(id));
    }

    @Test
    void readsMoreNamesOfAuthoritiesFromAFile(@TempDir Path folder) throws IOException {
        // Given
        AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        Path file = Files.writeString(folder.resolve("names.csv"), "authority,name\nleeds,The Big L\n380,Leeds\n");
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "authority,name\nleedz,Big L\n");

        // When
        SourceNames names = SourceNames.withFiles(directory, null, file);
        RecordReader reader = new CsvRecordReader(
                RecordReaders.lines(new ByteArrayInputStream(
                        (HEADER + LEEDS.replace("Leeds", "big l council") + LEEDS).getBytes(StandardCharsets.UTF_8))),
                new Headers(names));
        CheckedRecords records = new CheckedRecords(
                "file", reader, new InspectionValidator(SourceNames.bundled(directory), Reading.CLOCK));

        // Then a user's own name takes precedence over the bundled ones, but never over a slug
        assertThat(((CheckedRecord.Valid) records.next()).inspection().authorityId())
                .isEqualTo("383");
        assertThat(((CheckedRecord.Valid) records.next()).inspection().authorityId())
                .isEqualTo("383");
        assertThatThrownBy(() -> SourceNames.withFiles(directory, null, wrong))
                .isInstanceOf(IngestException.class)
                .hasMessageStartingWith(wrong + ":2: \"leedz\" is not an authority");
    }
}
