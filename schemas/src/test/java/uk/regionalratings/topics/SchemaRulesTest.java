package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Rules for every type of the contract. */
class SchemaRulesTest {
    @Test
    void everyTypeAndFieldIsDocumented() {
        List<String> undocumented = new ArrayList<>();
        for (Schema type : namedTypes()) {
            if (isBlank(type.getDoc())) {
                undocumented.add(type.getName());
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> undocumented.add(type.getName() + "." + field.name()));
            }
        }

        assertThat(undocumented).as("without documentation in contract.avdl").isEmpty();
    }

    @Test
    void everyEnumReadsSymbolsOfNewerVersionsAsUnknown() {
        assertThat(namedTypes())
                .filteredOn(type -> type.getType() == Schema.Type.ENUM)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getEnumDefault())
                        .as("default of the enum %s itself: one on the field does not help old readers", type.getName())
                        .isEqualTo("UNKNOWN"));
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }

    private static Collection<Schema> namedTypes() {
        Map<String, Schema> found = new LinkedHashMap<>();
        SchemaRegistration.subjects().values().forEach(schema -> collect(schema, found));
        return found.values();
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(member -> collect(member, found));
            default -> {
                // Primitive types have no name.
            }
        }
    }
}
