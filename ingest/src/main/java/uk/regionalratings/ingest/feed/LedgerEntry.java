package uk.regionalratings.ingest.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What the feed of Ofsted's site keeps in its ledger: one record of a compacted topic, JSON under a key. */
sealed interface LedgerEntry permits SeenReport, SeenProvider, RoundReport, DailyRequests {
    /** Keys begin with the feed's name: others may keep their own beside it. */
    String REPORT = "ofsted/file/";

    String PROVIDER = "ofsted/provider/";
    String ROUND = "ofsted/round";
    String REQUESTS = "ofsted/requests";

    /** The key of its record. */
    @JsonIgnore
    String key();
}
