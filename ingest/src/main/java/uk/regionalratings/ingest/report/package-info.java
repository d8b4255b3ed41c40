/**
 * From Ofsted's report, a PDF made for people, to the facts of one inspection, or to a reason why it can't be read with certainty.
 * PDF to lines and lines to facts are apart: only {@code PdfText} and what it uses knows the PDF library.
 * {@link uk.regionalratings.ingest.report.InspectionReports} is the way in.
 */
@NullMarked
package uk.regionalratings.ingest.report;

import org.jspecify.annotations.NullMarked;
