/**
 * The words of the domain as plain, immutable Java: authorities, areas, inspections, judgements, grades. It uses no
 * Kafka or Avro types.
 */
@NullMarked
package uk.regionalratings.vocabulary;

import org.jspecify.annotations.NullMarked;
