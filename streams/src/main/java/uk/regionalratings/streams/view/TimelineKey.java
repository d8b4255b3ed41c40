package uk.regionalratings.streams.view;

import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/** What one timeline is kept for. */
record TimelineKey(String areaId, Family family, Judgement judgement) {}
