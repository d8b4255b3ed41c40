package uk.regionalratings.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.vocabulary.Authority;

class AuthorityDirectoryTest {
    private final AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());

    @ParameterizedTest
    @ValueSource(strings = {"394", "E08000024", "e08000024", "sunderland", " SUNDERLAND "})
    void findsAnAuthorityByAnyOfItsNames(String alias) {
        assertThat(directory.find(alias)).map(Authority::authorityId).contains("394");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "39", "0394", "Sunderland City Council"})
    void findsNothingForWhatIsNoName(String alias) {
        assertThat(directory.find(alias)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"North Lincolnshire", "north-lincolnshir", "North_Lincolnshire"})
    void guessesWhatWasMeant(String text) {
        assertThat(directory.nearest(text)).map(Authority::slug).contains("north-lincolnshire");
    }

    @Test
    void doesNotGuessWhenNothingIsAlike() {
        assertThat(directory.nearest("atlantis")).isEmpty();
        assertThat(directory.nearest("x".repeat(100_000))).isEmpty();
    }

    @Test
    void refusesTwoAuthoritiesWithOneName() {
        List<Authority> both = List.of(authority("301", "E1"), authority("302", "e1"));

        assertThatThrownBy(() -> new AuthorityDirectory(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("authorities 301 and 302 are both called e1");
    }

    private static Authority authority(String id, String gssCode) {
        return new Authority(
                id, gssCode, null, "Town " + id, "town-" + id, "london", null, null, List.of(), null, null);
    }
}
