package uk.regionalratings.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Authority;

class AuthorityGroupsTest {
    private final AuthorityGroups groups = AuthorityGroups.bundled();
    private final List<String> existing = ReferenceFiles.bundledAuthorities().stream()
            .filter(authority -> authority.abolishedOn() == null)
            .map(Authority::authorityId)
            .toList();

    @Test
    void givesEveryExistingAuthorityOneType() {
        assertThat(groups.types())
                .containsExactlyInAnyOrder("county", "london-borough", "metropolitan-district", "unitary-authority");
        Set<String> typed = new HashSet<>();
        groups.types().forEach(type -> groups.ofType(type)
                .forEach(authority -> assertThat(typed.add(authority)).isTrue()));
        assertThat(typed).containsExactlyInAnyOrderElementsOf(existing);
        assertThat(groups.ofType("Metropolitan District")).hasSize(36).contains("394");
        assertThat(groups.ofType("parish")).isEmpty();
    }

    @Test
    void givesEveryExistingAuthorityTenOthersAsNeighbours() {
        for (String authority : existing) {
            assertThat(groups.neighboursOf(authority))
                    .hasSize(10)
                    .doesNotHaveDuplicates()
                    .doesNotContain(authority)
                    .allMatch(existing::contains);
        }
        assertThat(groups.neighboursOf("909")).isEmpty();
    }
}
