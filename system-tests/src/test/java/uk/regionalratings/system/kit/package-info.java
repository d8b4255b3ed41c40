/**
 * What the tests of the whole system share: a stack with Kafka and a registry, the pipeline's processes, which tests
 * start, kill and suspend, and readers of everything published.
 */
package uk.regionalratings.system.kit;
