package uk.regionalratings.streams.view;

/**
 * One fact, kept undecoded: most are never read again, and decoded they would take several times the memory.
 *
 * @param authorityId the authority that it is about
 * @param place the partition, see {@link FactLog}
 * @param offset in that partition
 * @param sentAt its timestamp, in milliseconds since the epoch
 * @param knownAt the greatest timestamp in the partition up to it: a fact is known no earlier than the one before it
 * @param identity a hash of the inspection's identity; 0 for reference data
 * @param value the value of the record
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by content.
record Fact(String authorityId, int place, long offset, long sentAt, long knownAt, int identity, byte[] value) {}
