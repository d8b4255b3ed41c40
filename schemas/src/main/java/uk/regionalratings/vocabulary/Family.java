package uk.regionalratings.vocabulary;

import java.util.Locale;
import java.util.Optional;

/**
 * Frameworks that are counted together. Counts are kept for each family and for {@link #ANY}, in which an inspection
 * under any framework replaces the one before it.
 */
public enum Family {
    SIF(0),
    ILACS(1),
    ANY(2);

    // values() makes a copy each time.
    private static final Family[] ALL = values();

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int code;

    Family(int code) {
        this.code = code;
    }

    /** The code of the family in stored bytes, which never changes and is never reused. */
    public int code() {
        return code;
    }

    /**
     * The family with this code in stored bytes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Family ofCode(int code) {
        return Lookup.byCode(ALL, Family::code, code);
    }

    /** The family's name in keys, queries and the API: {@code sif}, {@code ilacs}, {@code any}. */
    public String id() {
        return id;
    }

    /** Whether inspections under {@code framework} count in this family. */
    public boolean includes(Framework framework) {
        return this == ANY || framework.family() == this;
    }

    /** The family with this {@link #id()}, if there is one. */
    public static Optional<Family> ofId(String id) {
        return Lookup.byId(values(), Family::id, id);
    }
}
