/** Questions and answers of the query API as plain Java: parameters are read, answers worked out; nothing here knows HTTP. */
@NullMarked
package uk.regionalratings.streams.query;

import org.jspecify.annotations.NullMarked;
