/**
 * The ways into the pipeline: gateway, feeds, watched folders and topics, including records that are not ours.
 */
package uk.regionalratings.system.input;
