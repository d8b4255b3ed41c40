/**
 * Turns records into inspections or rejections. {@link uk.regionalratings.ingest.validation.CheckedRecords} passes each
 * record through {@link uk.regionalratings.ingest.validation.InspectionValidator}.
 */
@NullMarked
package uk.regionalratings.ingest.validation;

import org.jspecify.annotations.NullMarked;
