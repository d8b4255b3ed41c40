/**
 * The words of the domain as plain, immutable Java: authorities, areas, inspections, judgements, grades. No Kafka and no
 * Avro types here.
 */
@NullMarked
package uk.regionalratings.vocabulary;

import org.jspecify.annotations.NullMarked;
