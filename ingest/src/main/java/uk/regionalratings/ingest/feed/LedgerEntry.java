package uk.regionalratings.ingest.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What feeds keep in their ledger: one record of a compacted topic, JSON under a key. */
sealed interface LedgerEntry permits SeenReport, SeenProvider, RoundReport, DailyRequests, SeenList {
    /** Keys begin with the feed's name: others may keep their own beside it. */
    String REPORT = "ofsted/file/";

    String PROVIDER = "ofsted/provider/";
    String ROUND = "ofsted/round";
    String REQUESTS = "ofsted/requests";
    String LIST = "list/";

    /** The key of its record. */
    @JsonIgnore
    String key();
}
