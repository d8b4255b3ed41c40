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
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;

class ReferenceFilesTest {
    private static final String AUTHORITIES =
            "authority_id,gss_code,ofsted_urn,name,slug,region,established_on,abolished_on,successor_ids,service_provider";

    private static final Areas AREAS = ReferenceFiles.bundledAreas();

    @TempDir
    Path folder;

    @Test
    void bundledFilesHoldEveryAuthorityAndArea() {
        List<Authority> authorities = ReferenceFiles.bundledAuthorities();

        assertThat(authorities).hasSize(158);
        assertThat(authorities)
                .filteredOn(authority -> authority.abolishedOn() != null)
                .hasSize(5);
        assertThat(AREAS.regionIds()).hasSize(9);
        assertThat(AREAS.containing("north-east"))
                .extracting("areaId")
                .containsExactly("england", "north-east", "north", "north-east-yorkshire-and-the-humber");
        // Throws if two authorities share an alias.
        new AuthorityDirectory(authorities);
    }

    @Test
    void readsEveryField() throws IOException {
        Path file = file(AUTHORITIES, "999,E1,80,New Town,new-town,london,2024-04-01,2025-03-31,301; 302,A trust");

        assertThat(ReferenceFiles.authorities(file, AREAS))
                .containsExactly(new Authority(
                        "999",
                        "E1",
                        "80",
                        "New Town",
                        "new-town",
                        "london",
                        LocalDate.of(2024, 4, 1),
                        LocalDate.of(2025, 3, 31),
                        List.of("301", "302"),
                        "A trust",
                        null));
    }

    @Test
    void aRowWithTooFewFieldsIsNamed() throws IOException {
        Path file = file(AUTHORITIES, "999,,,Town,town,london,,,,", "998,,");

        assertThatThrownBy(() -> ReferenceFiles.authorities(file, AREAS))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessage(file + ", line 3: has 3 fields, and the header has 10: write a comma for each empty field");
    }

    @Test
    void readsTheDfeCodeOfAProvisionalIdentity() throws IOException {
        Path file = file(
                AUTHORITIES + ",dfe_code", "098,,,New Town,new-town,london,,,,,998", "097,,,Town,town,london,,,,,");

        List<Authority> authorities = ReferenceFiles.authorities(file, AREAS);

        assertThat(authorities).extracting(Authority::dfeCode).containsExactly("998", null);
        assertThat(authorities).extracting(Authority::knownDfeCode).containsExactly("998", null);
        assertThat(new AuthorityDirectory(authorities).find("998"))
                .map(Authority::authorityId)
                .contains("098");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "999,,,Town,town,london,,,,,998 | dfe_code: is only for authorities with a provisional authority_id",
                "000,,,Town,town,london,,,,,998 | dfe_code: is only for authorities with a provisional authority_id",
                "098,,,Town,town,london,,,,,097 | dfe_code: must be a 3-digit DfE code, not \"097\"",
                "098,,,Town,town,london,,,,,98  | dfe_code: must be a 3-digit DfE code, not \"98\"",
            })
    void refusesADfeCodeThatCanNotBeMeant(String row, String message) throws IOException {
        Path file = file(AUTHORITIES + ",dfe_code", row);

        assertThatThrownBy(() -> ReferenceFiles.authorities(file, AREAS))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessageStartingWith(file + ", line 2, " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99,,,Town,town,london,,,,             | authority_id: must be a 3-digit DfE code, or 001 to 099 until it has one, not \"99\"",
                ",,,Town,town,london,,,,               | authority_id: is empty or the column is missing",
                "999,,,,town,london,,,,                | name: is empty or the column is missing",
                "999,,,Town,,london,,,,                | slug: is empty or the column is missing",
                "999,,,Town,town,the-north,,,,         | region: \"the-north\" is not a region",
                "999,,,Town,town,london,1/4/2024,,,    | established_on: \"1/4/2024\" is not a date",
                "999,,,Town,town,london,2024-04-01,2024-03-31,, | abolished_on: 2024-03-31 is before established_on",
            })
    void errorsNameFileLineAndField(String row, String message) throws IOException {
        Path file = file(AUTHORITIES, "998,,,Good Town,good-town,london,,,,", row);

        assertThatThrownBy(() -> ReferenceFiles.authorities(file, AREAS))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessageStartingWith(file + ", line 3, " + message);
    }

    @Test
    void anAuthorityIsListedOnce() throws IOException {
        Path file = file(AUTHORITIES, "998,,,Town,town,london,,,,", "998,,,Town,town-2,london,,,,");

        assertThatThrownBy(() -> ReferenceFiles.authorities(file, AREAS))
                .hasMessage(file + ", line 3, authority_id: 998 is listed twice");
    }

    @Test
    void aColumnThatIsMisspeltIsNotTakenForOneThatIsMissing() throws IOException {
        Path file = file(AUTHORITIES.replace("abolished_on", "abolished"), "998,,,Town,town,london,,2025-03-31,,");

        assertThatThrownBy(() -> ReferenceFiles.authorities(file, AREAS))
                .hasMessageStartingWith(
                        file + ", line 1: there is no column \"abolished\": correct it or take it out; the"
                                + " columns are authority_id, gss_code,");
    }

    @Test
    void twoQuotesThatAreNeverClosedSwallowNoAuthority() throws IOException {
        Path file = file(
                AUTHORITIES,
                "997,,,First,first,london,,,,\"A trust",
                "998,,,Swallowed,swallowed,london,,,,",
                "999,,,Last,last,london,,,,Another trust\"");

        assertThatThrownBy(() -> ReferenceFiles.authorities(file, AREAS))
                .hasMessage(file + ", line 2, service_provider: runs over more than one line: close the quotation mark"
                        + " that opens it");
    }

    @Test
    void aFileThatIsMissingOrNoCsvIsNamed() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path binary = folder.resolve("binary.csv");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThatThrownBy(() -> ReferenceFiles.areas(missing))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessageStartingWith(missing + ": can't be read");
        assertThatThrownBy(() -> ReferenceFiles.areas(binary))
                .isInstanceOf(ReferenceFileException.class)
                .hasMessageStartingWith(binary.toString());
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("file.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
    }
}
