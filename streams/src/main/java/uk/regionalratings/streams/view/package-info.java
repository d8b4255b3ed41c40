/**
 * The read model of the table {@code authority-ratings}. Every instance keeps it in memory and answers every question
 * from it.
 */
@NullMarked
package uk.regionalratings.streams.view;

import org.jspecify.annotations.NullMarked;
