package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.vocabulary.Area.Kind;

class AreasTest {
    private static final Area EAST = area("east", Kind.REGION, new Membership[0]);
    private static final Area WEST = area("west", Kind.REGION, new Membership[0]);
    private static final Area ENGLAND = area("england", Kind.COUNTRY, "east", "west");
    private static final LocalDate DAY = LocalDate.of(2024, 5, 7);

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
    void anAuthorityLiesInTheAreasOfItsRegionAndInThoseThatNameIt() {
        Areas areas = new Areas(List.of(
                ENGLAND,
                EAST,
                WEST,
                area("towns", Kind.COMBINED_AUTHORITY, new Membership("394", DAY, null), always("999"))));

        assertThat(on(areas, DAY.minusDays(1), "394", "east")).containsExactly("england", "east");
        assertThat(on(areas, DAY, "394", "east")).containsExactly("england", "east", "towns");
        assertThat(on(areas, DAY, "395", "east")).containsExactly("england", "east");
        assertThat(on(areas, DAY, "999", "west")).containsExactly("england", "west", "towns");
        assertThat(on(areas, DAY, "999", "nowhere")).isEmpty();
        assertThat(areas.contains("towns", DAY, "394", "east")).isTrue();
        assertThat(areas.contains("towns", DAY.minusDays(1), "394", "east")).isFalse();
        assertThat(areas.wholeRegions("towns")).isEmpty();
        assertThat(areas.namedAuthorities()).containsExactlyInAnyOrder("394", "999");
    }

    /** The days of areas within areas are those that all memberships on the way have. */
    @ParameterizedTest
    @CsvSource({
        "2024-01-31, false",
        "2024-02-01, true",
        "2024-02-29, true",
        "2024-03-01, false",
        "2024-05-31, false",
        "2024-06-01, true",
        "2030-01-01, true"
    })
    void membershipsOfMembersHoldWhileBothDo(LocalDate day, boolean lies) {
        Areas areas = new Areas(List.of(
                ENGLAND,
                EAST,
                WEST,
                area(
                        "outer",
                        Kind.OTHER,
                        new Membership("inner", LocalDate.of(2024, 2, 1), LocalDate.of(2024, 3, 31)),
                        new Membership("inner", LocalDate.of(2024, 6, 1), null)),
                area(
                        "inner",
                        Kind.OTHER,
                        new Membership("394", null, LocalDate.of(2024, 2, 29)),
                        new Membership("394", LocalDate.of(2024, 4, 1), null))));

        assertThat(areas.contains("outer", day, "394", "east")).isEqualTo(lies);
    }

    @Test
    void whoIsAMemberInSeveralWaysIsOneOnce() {
        Areas areas = new Areas(List.of(
                ENGLAND,
                EAST,
                WEST,
                area(
                        "coast",
                        Kind.GROUP,
                        new Membership("394", null, DAY),
                        new Membership("east", DAY.minusDays(9), DAY.plusDays(9)),
                        new Membership("394", DAY.plusDays(10), DAY.plusDays(20)))));

        Area coast = areas.find("coast").orElseThrow();
        assertThat(areas.stays("394", "east")).contains(new Stay(coast, null, DAY.plusDays(20)));
        assertThat(areas.stays("394", "west"))
                .contains(new Stay(coast, null, DAY), new Stay(coast, DAY.plusDays(10), DAY.plusDays(20)));
        assertThat(areas.stays("395", "east")).contains(new Stay(coast, DAY.minusDays(9), DAY.plusDays(9)));
    }

    @Test
    void aRegionThatIsAMemberForSomeDaysIsNoWholePart() {
        Areas areas = new Areas(List.of(
                ENGLAND,
                EAST,
                WEST,
                area("coast", Kind.GROUP, always("west"), new Membership("east", DAY, null)),
                area("all", Kind.GROUP, "coast", "east")));

        assertThat(areas.wholeRegions("coast")).containsExactly("west");
        assertThat(areas.wholeRegions("all")).containsExactly("east", "west");
    }

    @Test
    void refusesTwoAreasWithOneIdentity() {
        assertRefuses("area east is listed twice", ENGLAND, EAST, WEST, EAST);
    }

    @Test
    void refusesAMemberThatIsUnknown() {
        assertRefuses(
                "area all has the member atlantis, which is neither an area nor the DfE code of an authority",
                ENGLAND,
                EAST,
                WEST,
                area("all", Kind.GROUP, "atlantis"));
    }

    @Test
    void refusesAnAreaThatIsAMemberOfItself() {
        assertRefuses(
                "area one is a member of itself",
                ENGLAND,
                EAST,
                WEST,
                area("one", Kind.GROUP, "two"),
                area("two", Kind.GROUP, "one"));
    }

    @Test
    void refusesARegionWithMembers() {
        assertRefuses(
                "the region west has members: leave them out, each authority names its region itself",
                ENGLAND,
                EAST,
                area("west", Kind.REGION, "394"));
    }

    @Test
    void refusesTheIdentityOfAnAuthority() {
        assertRefuses(
                "area 394 has the identity of an authority: give it another",
                ENGLAND,
                EAST,
                WEST,
                area("394", Kind.GROUP, "east"));
    }

    @Test
    void refusesAListWithoutEngland() {
        assertRefuses("the area england must be listed, with every region", EAST, WEST);
    }

    @Test
    void refusesAnEnglandThatLacksARegionOnAnyDay() {
        assertRefuses(
                "the area england must be listed, with every region",
                area("england", Kind.COUNTRY, "east"),
                EAST,
                WEST);
        assertRefuses(
                "the area england must be listed, with every region",
                area("england", Kind.COUNTRY, always("east"), new Membership("west", null, DAY)),
                EAST,
                WEST);
    }

    private static void assertRefuses(String message, Area... areas) {
        assertThatThrownBy(() -> new Areas(List.of(areas)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static List<String> on(Areas areas, LocalDate day, String authorityId, String region) {
        return areas.on(day, authorityId, region).stream().map(Area::areaId).toList();
    }

    private static Membership always(String member) {
        return Membership.always(member);
    }

    private static Area area(String id, Kind kind, String... members) {
        return area(id, kind, Stream.of(members).map(Membership::always).toArray(Membership[]::new));
    }

    private static Area area(String id, Kind kind, Membership... memberships) {
        return new Area(id, id, kind, null, List.of(memberships));
    }
}
