package uk.regionalratings.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;

/** Writes answers as JSON: fields in the order in which the records declare them, dates as YYYY-MM-DD. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(LocalDate.class, ToStringSerializer.instance))
            .build();

    private Json() {}

    /**
     * An object with further fields at its end, as one JSON document in UTF-8.
     *
     * @param more the fields in their order
     * @throws IllegalArgumentException if the value is not an object
     */
    public static byte[] bytes(Object value, Map<String, ?> more) {
        byte[] object = bytes(value);
        byte[] fields = bytes(more);
        if (object[0] != '{' || object.length == 2 || fields.length == 2) {
            throw new IllegalArgumentException("needs an object with fields and fields to add");
        }
        byte[] both = Arrays.copyOf(object, object.length + fields.length - 1);
        both[object.length - 1] = ',';
        System.arraycopy(fields, 1, both, object.length, fields.length - 1);
        return both;
    }

    /** The value as one JSON document, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
