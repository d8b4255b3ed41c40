/** The Avro records of the contract (generated from {@code contract.avdl}), and their mapping to the vocabulary. */
package uk.regionalratings.contract;
