package uk.regionalratings.vocabulary;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Finds a constant of a closed list by its name in keys and files. */
final class Lookup {
    private Lookup() {}

    static <T> Optional<T> byId(T[] constants, Function<T, String> id, String wanted) {
        return Arrays.stream(constants)
                .filter(constant -> id.apply(constant).equals(wanted))
                .findFirst();
    }

    static <T> T byCode(T[] constants, ToIntFunction<T> code, int wanted) {
        // A loop for speed, since the topology calls this millions of times.
        for (T constant : constants) {
            if (code.applyAsInt(constant) == wanted) {
                return constant;
            }
        }
        throw new IllegalArgumentException("a code that this version of the software does not know: " + wanted);
    }
}
