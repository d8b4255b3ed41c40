package uk.regionalratings.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Membership;

class AreasFileTest {
    private static final String OLD = "area_id,name,kind,gss_code,members";
    private static final String DATED = OLD + ",from,until";
    private static final String ENGLAND = "england,England,country,,east";
    private static final String EAST = "east,East,region,,";

    @TempDir
    Path folder;

    @Test
    void readsAFileWithoutDays() throws IOException {
        Areas areas = areas(OLD, ENGLAND, EAST, "coast,The Coast,group,E9,east; england");

        assertThat(areas.find("coast"))
                .contains(new Area(
                        "coast",
                        "The Coast",
                        Area.Kind.GROUP,
                        "E9",
                        List.of(Membership.always("east"), Membership.always("england"))));
    }

    @Test
    void theRowsOfAnAreaNameItsMembersWithTheirDays() throws IOException {
        Areas areas = areas(
                DATED,
                ENGLAND + ",,",
                EAST + ",,",
                "towns,Towns,combined authority,E47,301;302,2014-04-01,",
                "towns,,,,303,2016-04-01,2019-03-31",
                "towns,Towns,combined authority,E47,304,,");

        LocalDate begun = LocalDate.of(2014, 4, 1);
        assertThat(areas.find("towns"))
                .contains(new Area(
                        "towns",
                        "Towns",
                        Area.Kind.COMBINED_AUTHORITY,
                        "E47",
                        List.of(
                                new Membership("301", begun, null),
                                new Membership("302", begun, null),
                                new Membership("303", LocalDate.of(2016, 4, 1), LocalDate.of(2019, 3, 31)),
                                Membership.always("304"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,X,county,,,,           | kind: \"county\" must be country, region, group, combined authority or other",
                "x,X,,,,,                 | kind: is empty or the column is missing",
                "x,,group,,,,             | name: is empty or the column is missing",
                "301,X,group,,,,          | area_id: 301 has the form of an authority's DfE code: use another identity",
                "coast,,,,,,              | area_id: coast is listed twice: a further row of an area must name members",
                "coast,Sea,,,301,,        | name: \"Sea\" differs from line 4: leave it empty in further rows of an area",
                "coast,,other,,301,,      | kind: \"other\" differs from line 4: leave it empty in further rows of an area",
                "coast,,,,301,1/4/2024,   | from: \"1/4/2024\" is not a date: write it as YYYY-MM-DD",
                "coast,,,,301,2024-04-01,2024-03-31 | until: 2024-03-31 is before from 2024-04-01",
                "x,X,group,,,2024-04-01,  | members: is empty: from and until are the first and last day of members",
                "coast,,,,301;301,,       | members: \"301\" is named twice",
                "coast,,,,atlantis,,      | members: \"atlantis\" is neither an area of this file nor the 3-digit DfE code",
                "coast,,,,30,,            | members: \"30\" is neither an area of this file nor the 3-digit DfE code",
                "east,,,,301,,            | members: must be empty for a region: each authority names its region itself",
            })
    void errorsNameFileLineAndField(String row, String message) throws IOException {
        Path file = file(DATED, ENGLAND + ",,", EAST + ",,", "coast,The Coast,group,,east,,", row);

        assertThatThrownBy(() -> ReferenceFiles.areas(file))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessageStartingWith(file + ", line 5, " + message);
    }

    @Test
    void areasThatDoNotFitTogetherAreNamedWithTheFile() throws IOException {
        Path file = file(OLD, ENGLAND, EAST, "west,West,region,,");

        assertThatThrownBy(() -> ReferenceFiles.areas(file))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessage(file + ": the area england must be listed, with every region");
    }

    @Test
    void theBundledAreasNameAuthoritiesThatThereAre() {
        List<String> known = ReferenceFiles.bundledAuthorities().stream()
                .map(Authority::authorityId)
                .toList();
        Areas bundled = ReferenceFiles.bundledAreas();

        assertThat(known).containsAll(bundled.namedAuthorities());
        assertThat(bundled.all().stream().filter(area -> area.kind() == Area.Kind.COMBINED_AUTHORITY))
                .hasSize(15);
        assertThat(bundled.all().stream().map(Area::kind).toList()).isSorted();
    }

    /** What is bundled says the same as Ofsted and the statistics office: each London borough lies in one of two halves. */
    @Test
    void innerAndOuterLondonMakeUpLondon() {
        Areas bundled = ReferenceFiles.bundledAreas();
        LocalDate day = LocalDate.of(2026, 8, 20);

        for (Authority authority : ReferenceFiles.bundledAuthorities()) {
            boolean inner = bundled.contains("inner-london", day, authority.authorityId(), authority.region());
            boolean outer = bundled.contains("outer-london", day, authority.authorityId(), authority.region());
            assertThat(inner ^ outer)
                    .as(authority.name())
                    .isEqualTo(authority.region().equals("london"));
        }
    }

    private Areas areas(String... lines) throws IOException {
        return ReferenceFiles.areas(file(lines));
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("areas.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
    }
}
