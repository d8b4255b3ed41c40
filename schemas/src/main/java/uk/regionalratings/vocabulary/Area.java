package uk.regionalratings.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An area for which counts are kept: a named set of authorities, regions and other areas.
 *
 * @param areaId as keys and queries write it: {@code north-east}
 * @param name as a page prints it: "North East"
 * @param kind what it is
 * @param gssCode the statistics office's code; null if it has none
 * @param memberships its members; empty for a region, which the authorities name themselves
 */
public record Area(String areaId, String name, Kind kind, @Nullable String gssCode, List<Membership> memberships) {
    /** The kinds of area, in the order in which a page shows them. */
    public enum Kind {
        COUNTRY("country", "Country"),
        /** Each authority lies in one of these; nothing lies in two. */
        REGION("region", "Regions"),
        GROUP("group", "Groups"),
        COMBINED_AUTHORITY("combined-authority", "Combined authorities"),
        OTHER("other", "Other areas");

        private final String id;
        private final String heading;

        Kind(String id, String heading) {
            this.id = id;
            this.heading = heading;
        }

        /** The identifier in answers. */
        public String id() {
            return id;
        }

        /** A page's heading for areas of this kind. */
        public String heading() {
            return heading;
        }

        /** The kind of this identity, or of these words: {@code combined authority}. */
        public static Optional<Kind> of(String text) {
            String wanted =
                    text.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
            return Arrays.stream(values())
                    .filter(kind -> kind.id.equals(wanted))
                    .findFirst();
        }
    }

    /** The area that comprises every region. */
    public static final String ENGLAND = "england";

    public Area {
        memberships = List.copyOf(memberships);
    }
}
