package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: what it means, and how a row has it.
 *
 * @param name as every form of the table writes it
 * @param type of its values
 * @param meaning in a sentence, for who reads the table
 * @param isIdentity whether it names something: it is a text in every form, also where it consists of digits
 * @param allowed all values that there can be; empty for any
 * @param value of a row: of the type's class, or null
 */
record Column<R>(
        String name,
        Type type,
        String meaning,
        boolean isIdentity,
        List<String> allowed,
        Function<R, @Nullable Object> value) {
    /** The types of values, each with the class that has them. */
    enum Type {
        /** A {@link String}. */
        TEXT,
        /** A {@link LocalDate}. */
        DATE,
        /** An {@link Integer}. */
        WHOLE_NUMBER,
        /** A {@link Double}. */
        FRACTION,
        /** A {@link Boolean}. */
        TRUTH
    }

    Column {
        allowed = List.copyOf(allowed);
    }

    private static <R> Column<R> of(String name, Type type, String meaning, Function<R, @Nullable Object> value) {
        return new Column<>(name, type, meaning, false, List.of(), value);
    }

    static <R> Column<R> text(String name, String meaning, Function<R, @Nullable String> value) {
        return of(name, Type.TEXT, meaning, value::apply);
    }

    /** A text that names something. */
    static <R> Column<R> identity(String name, String meaning, Function<R, @Nullable String> value) {
        return new Column<>(name, Type.TEXT, meaning, true, List.of(), value::apply);
    }

    /** One of some constants, by name. */
    static <R, E extends Enum<E>> Column<R> constant(
            String name, String meaning, Class<E> constants, Function<R, @Nullable E> value) {
        return oneOf(
                name,
                meaning,
                Arrays.stream(constants.getEnumConstants()).map(Enum::name).toList(),
                row -> {
                    E constant = value.apply(row);
                    return constant == null ? null : constant.name();
                });
    }

    /** One of some texts. */
    static <R> Column<R> oneOf(String name, String meaning, List<String> allowed, Function<R, @Nullable String> value) {
        return new Column<>(name, Type.TEXT, meaning, false, allowed, value::apply);
    }

    static <R> Column<R> date(String name, String meaning, Function<R, @Nullable LocalDate> value) {
        return of(name, Type.DATE, meaning, value::apply);
    }

    static <R> Column<R> number(String name, String meaning, Function<R, @Nullable Integer> value) {
        return of(name, Type.WHOLE_NUMBER, meaning, value::apply);
    }

    static <R> Column<R> fraction(String name, String meaning, Function<R, @Nullable Double> value) {
        return of(name, Type.FRACTION, meaning, value::apply);
    }

    static <R> Column<R> truth(String name, String meaning, Function<R, Boolean> value) {
        return of(name, Type.TRUTH, meaning, value::apply);
    }
}
