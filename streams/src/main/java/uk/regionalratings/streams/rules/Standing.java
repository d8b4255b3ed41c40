package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The standing grade on a day.
 *
 * @param grade the grade
 * @param inspection the inspection that gave it
 * @param superseded whether a later inspection of the family did not make the judgement
 */
public record Standing(Grade grade, Inspection inspection, boolean superseded) {}
