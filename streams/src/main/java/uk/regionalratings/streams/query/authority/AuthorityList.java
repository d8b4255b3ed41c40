package uk.regionalratings.streams.query.authority;

import java.util.List;

/**
 * Every known authority, including abolished ones.
 *
 * @param authorities by name, then identifier
 */
public record AuthorityList(List<AuthorityDetail> authorities) {}
