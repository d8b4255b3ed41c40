package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;

/**
 * Rating changes that hold, in their latest versions.
 *
 * @param changes newest first by publication, then by end of fieldwork, then by id
 * @param next what to give as {@code after} for the changes that follow; null at the end
 */
public record ChangeList(List<ChangeDetail> changes, @Nullable String next) {}
