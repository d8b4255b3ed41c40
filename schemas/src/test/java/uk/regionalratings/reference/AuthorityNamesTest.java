package uk.regionalratings.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.vocabulary.Authority;

class AuthorityNamesTest {
    private final AuthorityNames names =
            new AuthorityNames(new AuthorityDirectory(ReferenceFiles.bundledAuthorities()));

    @ParameterizedTest
    @CsvSource({
        "Sunderland City Council, 394",
        "City of York Council, 816",
        "Westmorland & Furness, 943",
        "BCP, 839",
        "Royal Borough of Kensington and Chelsea, 207"
    })
    void findsAnAuthorityByTheNamesThatPeopleGiveIt(String name, String authorityId) {
        assertThat(names.findOnly(name))
                .isNotNull()
                .extracting(Authority::authorityId)
                .isEqualTo(authorityId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0394", "394.0", "'394", " e08000024 "})
    void findsCodesAsSpreadsheetsWriteThem(String code) {
        assertThat(names.byCode(code)).map(Authority::authorityId).contains("394");
    }

    @Test
    void meansByANameTheAuthorityThatExisted() {
        assertThat(names.find("Dorset Council", LocalDate.parse("2026-01-01")))
                .extracting(Authority::authorityId)
                .isEqualTo("838");
        assertThat(names.find("Dorset Council", LocalDate.parse("2018-01-01")))
                .extracting(Authority::authorityId)
                .isEqualTo("835");
        assertThat(names.findOnly("Dorset Council")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Sunderlnd City Council, sunderland", "sunderlnd, sunderland", "City of Yorrk, york"})
    void guessesWhatWasMeantWhateverKindOfCouncilItIs(String text, String slug) {
        assertThat(names.nearest(text)).map(Authority::slug).contains(slug);
    }

    @Test
    void guessesNothingWhereNothingIsAlike() {
        assertThat(names.nearest("atlantis city council")).isEmpty();
        assertThat(names.nearest("")).isEmpty();
    }

    @Test
    void findsWhatWasPublishedThoughTwoClaimAnAlias() {
        List<Authority> both = List.of(authority("302", "301"), authority("301", "e1"));

        AuthorityDirectory published = AuthorityDirectory.ofPublished(both);

        assertThat(published.find("301")).map(Authority::authorityId).contains("301");
        assertThat(published.find("302")).map(Authority::authorityId).contains("302");
    }

    private static Authority authority(String id, String gssCode) {
        return new Authority(
                id, gssCode, null, "Town " + id, "town-" + id, "london", null, null, List.of(), null, null);
    }
}
