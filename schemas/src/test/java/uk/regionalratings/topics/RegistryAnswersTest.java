package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.topics.RegistryStub.Answer;

/** Whatever answers at the registry's address, only the registry itself can say that it lacks a schema. */
class RegistryAnswersTest {
    private static final byte[] WITH_SCHEMA_7 =
            ByteBuffer.allocate(6).put((byte) 0).putInt(7).array();

    private static SchemaLookup.Found find(RegistryStub stub) {
        return stub.serdes()
                .schemasOf(Topics.INSPECTION_PUBLISHED, InspectionPublished.class)
                .find(WITH_SCHEMA_7);
    }

    @Test
    void theRegistrysOwnAnswerMakesARecordUnreadable() {
        try (RegistryStub stub = new RegistryStub(Answer.SCHEMA_NOT_FOUND)) {
            assertThat(find(stub)).isEqualTo(SchemaLookup.Found.UNKNOWN_ID);
            assertThat(stub.asked()).isEqualTo(1);
        }
    }

    @Test
    void aSchemaThatIsNoneOfAvrosIsNotWaitedFor() {
        try (RegistryStub stub = new RegistryStub(Answer.JSON_SCHEMA)) {
            assertThat(find(stub)).isEqualTo(SchemaLookup.Found.NOT_AVRO);
            assertThat(stub.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"SCHEMA", "JSON_SCHEMA", "SCHEMA_NOT_FOUND"},
            mode = EnumSource.Mode.EXCLUDE)
    void everythingElseIsWaitedOut(Answer other) {
        try (RegistryStub stub = new RegistryStub(other, other, Answer.SCHEMA)) {
            assertThat(find(stub)).isEqualTo(SchemaLookup.Found.KNOWN);
            assertThat(stub.asked()).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"HTML_NOT_FOUND", "EMPTY_NOT_FOUND", "JSON_NOT_FOUND", "NOT_ALLOWED", "BROKEN"})
    void whoeverIsNoRegistryDoesNotLackASchema(Answer other) {
        try (RegistryStub stub = new RegistryStub(other)) {
            assertThatThrownBy(() -> RegisteredSchemas.check(stub.serdes(), List.of(Topics.AUTHORITY_RATINGS)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> RegisteredSchemas.states(stub.serdes())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysWhatCameBack() {
        try (RegistryStub stub = new RegistryStub(Answer.HTML_NOT_FOUND)) {
            assertThatThrownBy(() -> RegisteredSchemas.requireReachable(stub.serdes()))
                    .hasMessage("status 404 came back in a form that is not a registry's: something else answers at its"
                            + " address");
        }
        try (RegistryStub stub = new RegistryStub(Answer.NOT_ALLOWED)) {
            assertThatThrownBy(() -> RegisteredSchemas.requireReachable(stub.serdes()))
                    .hasMessage("it does not accept our user and password (status 401)");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"SCHEMA_NOT_FOUND", "SUBJECT_NOT_FOUND"})
    void theRegistryLacksWhatItSaysItLacks(Answer lacking) {
        try (RegistryStub stub = new RegistryStub(lacking)) {
            assertThatThrownBy(() -> RegisteredSchemas.check(stub.serdes(), List.of(Topics.AUTHORITY_RATINGS)))
                    .isInstanceOf(RegisteredSchemas.MissingSchemaException.class);
        }
    }
}
