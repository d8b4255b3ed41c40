package uk.regionalratings.ingest.feed;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each host's robots.txt lets us do (RFC 9309). Asked once for each host of a round. */
final class Robots {
    /** As robots.txt would name us. */
    static final String NAME = "regional-ratings";

    /** RFC 9309 section 2.5: at least so much is to be read. */
    static final int MOST_BYTES = 500 * 1024;

    private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    private final Map<String, BaseRobotRules> byHost = new HashMap<>();

    /** Where the rules for an address are. */
    static URI address(URI url) {
        return url.resolve("/robots.txt");
    }

    boolean knows(URI url) {
        return byHost.containsKey(url.getAuthority());
    }

    /** Takes the rules in; a host that has none allows everything. */
    void learn(URI robotsUrl, SiteAnswer answer) {
        byHost.put(
                robotsUrl.getAuthority(),
                answer.isContent()
                        ? parser.parseContent(robotsUrl.toString(), answer.body(), "text/plain", List.of(NAME))
                        : new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));
    }

    boolean allows(URI url) {
        BaseRobotRules rules = byHost.get(url.getAuthority());
        return rules != null && rules.isAllowed(url.toString());
    }

    /** The pause that the host asks for; zero when it asks for none. */
    Duration crawlDelay(URI url) {
        BaseRobotRules rules = byHost.get(url.getAuthority());
        long millis = rules == null ? 0 : rules.getCrawlDelay();
        return millis > 0 ? Duration.ofMillis(millis) : Duration.ZERO;
    }
}
