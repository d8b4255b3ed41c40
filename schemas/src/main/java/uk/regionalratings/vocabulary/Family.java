package uk.regionalratings.vocabulary;

import java.util.Locale;
import java.util.Optional;

/**
 * Frameworks that are counted together. Counts are kept for each family of frameworks and for {@link #ANY}, in which an
 * inspection of whatever framework replaces what came before it.
 */
public enum Family {
    SIF(0),
    ILACS(1),
    ANY(2);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int code;

    Family(int code) {
        this.code = code;
    }

    /** The family in stored bytes: its own for ever, and no other one's. */
    public int code() {
        return code;
    }

    /**
     * The family that stored bytes call {@code code}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Family ofCode(int code) {
        return Lookup.byCode(values(), Family::code, code);
    }

    /** The family as keys, queries and the API write it: {@code sif}, {@code ilacs}, {@code any}. */
    public String id() {
        return id;
    }

    /** Whether inspections of {@code framework} count in this family. */
    public boolean includes(Framework framework) {
        return this == ANY || framework.family() == this;
    }

    /** The family written as {@link #id()}, if there is one. */
    public static Optional<Family> ofId(String id) {
        return Lookup.byId(values(), Family::id, id);
    }
}
