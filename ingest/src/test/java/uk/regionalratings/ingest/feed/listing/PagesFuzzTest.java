package uk.regionalratings.ingest.feed.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.feed.OfstedHistory;
import uk.regionalratings.ingest.feed.OfstedStub;
import uk.regionalratings.ingest.feed.ledger.Validators;
import uk.regionalratings.ingest.feed.site.SiteAnswer;

/**
 * Pages of the site whose markup is damaged in one place: an attribute or tag that is broken, gone or there twice; or whose end is cut
 * off. Whatever comes, what is read stands on the page, and what has no structure is named. Seeded: a failure names the seed. {@code -Dpages=N}
 * tries more.
 */
@Tag("sized")
class PagesFuzzTest {
    private static final int PAGES = Integer.getInteger("pages", 1_000);
    private static final String URN = "80544";
    private static final String SPECIAL = "<>\"'=/& x";
    private static final List<String> KINDS = List.of(
            OfstedHistory.GRADED,
            "Children's services focused visit",
            "Joint area child protection inspection",
            "Monitoring visit");

    private final OfstedStub stub = new OfstedStub();
    private final OfstedPages pages = new OfstedPages(URI.create(stub.siteUrl()), URI.create(stub.filesUrl()));

    /** What must not be mixed up. */
    private record Document(String number, String kind, LocalDate publishedOn) {}

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void readsWhatStandsThereAndNothingElse() {
        Set<Document> there = fill();
        String whole = stub.providerPage(URN);
        assertThat(read(whole, 0)).as("undamaged").containsExactlyInAnyOrderElementsOf(there);
        int inFull = 0;
        int refused = 0;
        for (int seed = 0; seed < PAGES; seed++) {
            List<Document> read = read(damaged(whole, new Random(seed)), seed);
            assertThat(there).as("seed %d", seed).containsAll(read);
            inFull += read.size() == there.size() ? 1 : 0;
            refused += read.isEmpty() ? 1 : 0;
        }
        System.out.printf(
                "PagesFuzzTest: %d damaged pages: %d read in full, %d refused, nothing read wrongly%n",
                PAGES, inFull, refused);
        assertThat(inFull).isGreaterThan(PAGES / 20);
        assertThat(refused).isGreaterThan(PAGES / 100);
    }

    /** A provider with eight documents; what is to be read of them. */
    private Set<Document> fill() {
        Set<Document> documents = new HashSet<>();
        stub.provider(URN, "Sunderland");
        for (int i = 0; i < 8; i++) {
            String number = Integer.toString(50_168_072 + i);
            String kind = KINDS.get(i % KINDS.size());
            LocalDate publishedOn = LocalDate.of(2014 + i, 1 + i, 20 + i);
            stub.document(number, URN, kind, publishedOn, () -> new byte[0]);
            documents.add(new Document(number, kind, publishedOn));
        }
        return documents;
    }

    private List<Document> read(String page, int seed) {
        URI url = URI.create(stub.siteUrl() + "/provider/16/" + URN);
        try {
            return pages.timeLine(new SiteAnswer(url, 200, page.getBytes(UTF_8), Validators.NONE)).reports().stream()
                    .map(report -> new Document(report.number(), report.kind(), report.publishedOn()))
                    .toList();
        } catch (PageException e) {
            assertThat(e.reason()).as("seed %d", seed).startsWith(url + " is not as it was: found ");
            return List.of();
        }
    }

    /**
     * One place is damaged, and the end may be gone. The words and numbers that a page says stay what they are: another number is another
     * document.
     */
    private static String damaged(String page, Random random) {
        String damaged = random.nextInt(4) == 0 ? withoutAnElement(page, random) : inATag(page, random);
        return random.nextInt(8) == 0 ? damaged.substring(0, random.nextInt(damaged.length())) : damaged;
    }

    private static String withoutAnElement(String page, Random random) {
        List<Integer> starts = places(page, '<');
        if (starts.size() < 2) {
            return page;
        }
        int from = starts.get(random.nextInt(starts.size()));
        int end = page.indexOf('>', from) + 1;
        if (end == 0) {
            return page;
        }
        String tag = page.substring(from, end);
        return page.substring(0, from) + (random.nextBoolean() ? "" : tag + tag) + page.substring(end);
    }

    private static String inATag(String page, Random random) {
        List<Integer> starts = places(page, '<');
        if (starts.isEmpty()) {
            return page;
        }
        int from = starts.get(random.nextInt(starts.size()));
        int end = Math.max(from + 1, page.indexOf('>', from));
        int at = from + random.nextInt(end - from);
        if (Character.isDigit(page.charAt(at))) {
            return page;
        }
        String with = random.nextBoolean() ? "" : String.valueOf(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        return page.substring(0, at) + with + page.substring(at + random.nextInt(2));
    }

    private static List<Integer> places(String text, char what) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
            places.add(at);
        }
        return places;
    }
}
