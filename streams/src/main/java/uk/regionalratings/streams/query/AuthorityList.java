package uk.regionalratings.streams.query;

import java.util.List;

/**
 * Every authority that is known, abolished ones included.
 *
 * @param authorities by name, then identity
 */
public record AuthorityList(List<AuthorityDetail> authorities) {}
