package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the same in every format
 * @param type the type of its values
 * @param meaning one sentence for readers of the table
 * @param isIdentity whether it contains identifiers, which are texts in every format even if they consist of digits
 * @param allowed all possible values; empty if any value is possible
 * @param value the value of a row: of the type's class, or null
 */
record Column<R>(
        String name,
        Type type,
        String meaning,
        boolean isIdentity,
        List<String> allowed,
        Function<R, @Nullable Object> value) {
    /** The types of values, each with its Java class. */
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

    /** A text that identifies something. */
    static <R> Column<R> identity(String name, String meaning, Function<R, @Nullable String> value) {
        return new Column<>(name, Type.TEXT, meaning, true, List.of(), value::apply);
    }

    /** One of several constants, by name. */
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

    /** One of several texts. */
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
