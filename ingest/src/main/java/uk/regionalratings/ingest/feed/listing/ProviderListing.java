package uk.regionalratings.ingest.feed.listing;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.ledger.RoundTally;
import uk.regionalratings.ingest.feed.ledger.SeenProvider;
import uk.regionalratings.ingest.feed.ledger.Validators;
import uk.regionalratings.ingest.feed.site.SiteAnswer;
import uk.regionalratings.ingest.feed.site.SiteClient;
import uk.regionalratings.ingest.feed.site.SiteException;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.LondonDates;

/** The site's listing of all providers, and whether it is complete. */
public final class ProviderListing {
    /** Guards against an endless listing. */
    private static final int MOST_PAGES = 20;

    private static final int MOST_NAMED = 10;

    private final OfstedPages pages;
    private final SiteClient client;
    private final Ledger ledger;
    private final RoundTally tally;
    private final AuthorityDirectory directory;
    private final Clock clock;

    public ProviderListing(
            OfstedPages pages,
            SiteClient client,
            Ledger ledger,
            RoundTally tally,
            AuthorityDirectory directory,
            Clock clock) {
        this.pages = pages;
        this.client = client;
        this.ledger = ledger;
        this.tally = tally;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Reads all pages of the listing.
     *
     * @throws SiteException if a page can't be read, or the first one names no provider
     */
    public List<ListedProvider> providers() throws SiteException, InterruptedException {
        Map<String, ListedProvider> providers = new LinkedHashMap<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            URI address = pages.listing(page * OfstedPages.ROWS);
            SiteAnswer answer = client.get(address, Validators.NONE, OfstedPages.MOST_BYTES);
            if (!answer.isContent()) {
                throw SiteException.ofSite("the listing " + address + " answers " + answer.status()
                        + ": if the site has changed, the feed needs an update");
            }
            int before = providers.size();
            List<ListedProvider> listed = pages.providers(answer);
            listed.forEach(provider -> providers.putIfAbsent(provider.urn(), provider));
            if (page == 0 && providers.isEmpty()) {
                throw SiteException.ofSite("the listing " + address
                        + " names no provider: if the site has changed, the feed needs an update");
            }
            if (listed.size() < OfstedPages.ROWS || providers.size() == before) {
                break;
            }
        }
        return List.copyOf(providers.values());
    }

    /**
     * Reports a problem if a provider that had a page before, or an existing authority, is missing. Adds a notice for
     * each provider that is not in the authorities file.
     */
    public void requireAll(List<ListedProvider> providers) {
        Set<String> listed = providers.stream().map(ListedProvider::urn).collect(Collectors.toSet());
        Map<String, String> expected = expected();
        Set<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(listed);
        RoundReport last = ledger.lastRound();
        if (!missing.isEmpty()) {
            String names = missing.stream()
                    .limit(MOST_NAMED)
                    .map(urn -> urn + " " + expected.get(urn))
                    .collect(Collectors.joining(", "));
            tally.problem("the listing has " + listed.size() + " providers and lacks " + missing.size() + " of them: "
                    + names + (missing.size() > MOST_NAMED ? " and more" : "")
                    + ". Their new reports would be missed: check " + pages.listing(0));
        } else if (last != null && listed.size() < last.providers()) {
            tally.problem("the listing has " + listed.size() + " providers, " + last.providers()
                    + " in the previous round: check " + pages.listing(0));
        }
        for (ListedProvider provider : providers) {
            if (directory.find(provider.urn()).isEmpty()) {
                tally.notice("provider " + provider.urn() + ", " + provider.name()
                        + ", is not in the authorities file: only the titles of its reports identify it");
            }
        }
    }

    /**
     * Names of providers by URN: the authorities that exist today, and listed providers that have not been abolished.
     */
    private Map<String, String> expected() {
        LocalDate today = LondonDates.today(clock);
        Map<String, String> expected = new LinkedHashMap<>();
        for (SeenProvider provider : ledger.providers()) {
            expected.put(provider.urn(), provider.name());
        }
        for (Authority authority : directory.authorities()) {
            String urn = authority.ofstedUrn();
            if (urn != null && authority.existsOn(today)) {
                expected.put(urn, authority.name());
            } else if (urn != null) {
                expected.remove(urn);
            }
        }
        return expected;
    }
}
