package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import uk.regionalratings.topics.Access.Party;

/** The rights are no wider than documented. DoorsIT of local shows that they are sufficient. */
class AccessTest {
    @Test
    void theGuideShowsTheTableAsItIs() throws IOException {
        String table = Stream.of(Party.values())
                .flatMap(party -> Access.DEFAULT.of(party).stream()
                        .map(grant -> "| " + party.id() + " | " + grant.describeOperations() + " | `"
                                + grant.describeResource() + "` |"))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("..", "docs", "security.md")))
                .as("the table should read:\n%s", table)
                .contains(table);
    }

    @Test
    void nobodyMayDoEverythingOrChangeRights() {
        for (Party party : Party.values()) {
            assertThat(Access.DEFAULT.of(party))
                    .flatExtracting(Grant::operations)
                    .doesNotContain(
                            AclOperation.ALL,
                            AclOperation.ALTER,
                            AclOperation.ALTER_CONFIGS,
                            AclOperation.CLUSTER_ACTION);
        }
    }

    @Test
    void onlyTheTopologyWritesWhatIsPublished() {
        Set<String> published =
                Set.of(Topics.AUTHORITY_RATINGS.name(), Topics.AREA_RATINGS.name(), Topics.RATING_CHANGED.name());

        for (Party party : Party.values()) {
            if (party != Party.STREAMS) {
                assertThat(Access.DEFAULT.of(party))
                        .noneMatch(grant -> published.contains(grant.resource().name())
                                && grant.operations().contains(AclOperation.WRITE));
            }
        }
    }

    @Test
    void whoOnlyLooksWritesNothingButCanaries() {
        assertThat(Stream.of(Party.OPERATOR, Party.QUERY)
                        .flatMap(party -> Access.DEFAULT.of(party).stream())
                        .filter(grant -> !grant.resource().name().equals(Topics.CANARY_SENT.name())))
                .flatExtracting(Grant::operations)
                .containsOnly(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS, AclOperation.READ);
    }
}
