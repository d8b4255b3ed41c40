package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Area.Kind;

class AreasTest {
    private static final Area EAST = area("east", Kind.REGION, "east");
    private static final Area WEST = area("west", Kind.REGION, "west");
    private static final Area ENGLAND = area("england", Kind.COUNTRY, "east", "west");

    @Test
    void knowsWhichAreasARegionIsPartOf() {
        Areas areas = new Areas(List.of(ENGLAND, EAST, WEST, area("coast", Kind.GROUP, "east")));

        assertThat(areas.containing("east")).extracting(Area::areaId).containsExactly("england", "east", "coast");
        assertThat(areas.containing("nowhere")).isEmpty();
        assertThat(areas.regionIds()).containsExactly("east", "west");
        assertThat(areas.isRegion("coast")).isFalse();
        assertThat(areas.find("coast")).map(Area::kind).contains(Kind.GROUP);
    }

    @Test
    void refusesTwoAreasWithOneIdentity() {
        assertRefuses("area east is listed twice", ENGLAND, EAST, WEST, EAST);
    }

    @Test
    void refusesAGroupOfWhatIsNoRegion() {
        assertRefuses(
                "area all has the member england, which is not a region",
                ENGLAND,
                EAST,
                WEST,
                area("all", Kind.GROUP, "england"));
    }

    @Test
    void refusesAListWithoutEngland() {
        assertRefuses("the area england must be listed, with every region", EAST, WEST);
    }

    @Test
    void refusesAnEnglandThatLacksARegion() {
        assertRefuses(
                "the area england must be listed, with every region",
                area("england", Kind.COUNTRY, "east"),
                EAST,
                WEST);
    }

    private static void assertRefuses(String message, Area... areas) {
        assertThatThrownBy(() -> new Areas(List.of(areas)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Area area(String id, Kind kind, String... regions) {
        return new Area(id, id, kind, null, Set.of(regions));
    }
}
