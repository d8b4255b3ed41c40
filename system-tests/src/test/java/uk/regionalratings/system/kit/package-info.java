/**
 * What the tests of the whole system share: a stack with Kafka and a registry, the pipeline's processes that they start, kill and suspend, and readers of all that is published.
 */
package uk.regionalratings.system.kit;
