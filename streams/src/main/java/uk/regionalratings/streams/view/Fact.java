package uk.regionalratings.streams.view;

/**
 * One fact, kept as it lies in its topic: most are never asked for again, and this takes a fraction of the memory.
 *
 * @param authorityId whom it is about
 * @param place the partition, see {@link FactLog}
 * @param offset in that partition
 * @param sentAt its timestamp, in milliseconds since the epoch
 * @param knownAt the greatest timestamp in the partition up to it: a fact is known no earlier than the one before it
 * @param identity a hash of the inspection's identity; 0 for reference data
 * @param value the value of the record
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares facts by content.
record Fact(String authorityId, int place, long offset, long sentAt, long knownAt, int identity, byte[] value) {}
