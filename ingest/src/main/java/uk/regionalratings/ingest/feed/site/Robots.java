package uk.regionalratings.ingest.feed.site;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each host's robots.txt allows (RFC 9309). It is requested once per host and round. */
public final class Robots {
    /** The name under which a robots.txt would address this feed. */
    public static final String NAME = "regional-ratings";

    /** The minimum that a client must read (RFC 9309 section 2.5). */
    static final int MOST_BYTES = 500 * 1024;

    private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    private final Map<String, BaseRobotRules> byHost = new HashMap<>();

    /** The address of the rules for {@code url}. */
    static URI address(URI url) {
        return url.resolve("/robots.txt");
    }

    boolean knows(URI url) {
        return byHost.containsKey(url.getAuthority());
    }

    /** Adds a host's rules; a host without any allows everything. */
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

    /** The pause that the host asks for; zero if none. */
    Duration crawlDelay(URI url) {
        BaseRobotRules rules = byHost.get(url.getAuthority());
        long millis = rules == null ? 0 : rules.getCrawlDelay();
        return millis > 0 ? Duration.ofMillis(millis) : Duration.ZERO;
    }
}
