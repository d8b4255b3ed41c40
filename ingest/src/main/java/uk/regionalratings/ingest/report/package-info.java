/**
 * From Ofsted's report, a PDF made for people, to the facts of one inspection, or to the reason why it can't be read
 * with certainty. The steps from PDF to lines and from lines to facts are separate: only {@code PdfText} and the
 * classes that it uses know the PDF library. {@link uk.regionalratings.ingest.report.InspectionReports} is the entry
 * point.
 */
@NullMarked
package uk.regionalratings.ingest.report;

import org.jspecify.annotations.NullMarked;
