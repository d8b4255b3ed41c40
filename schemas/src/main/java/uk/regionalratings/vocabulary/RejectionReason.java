package uk.regionalratings.vocabulary;

import java.util.Locale;

/**
 * Why an input record was rejected: a closed list, used in the headers of {@code inspection-rejected} and in every
 * import report. A record has exactly one reason code, that of its first problem; the detail lists all problems.
 */
public enum RejectionReason {
    /** The record could not be read at all: broken CSV, JSON or Avro. */
    UNREADABLE("fix the record's syntax at its source and send it again"),
    /** The schema id is not in the registry. */
    UNKNOWN_SCHEMA("register the producer's schema in the registry that the pipeline uses, then replay the record"),
    /** The value was written with another record type's schema. */
    WRONG_TYPE("send each type of event to its own topic"),
    /** The record has no key. */
    MISSING_KEY("send the record with its authorityId as the key"),
    /** The record has no value. */
    MISSING_VALUE("to withdraw an inspection send its next revision with withdrawn = true"),
    /** The key is not the authority of the value. */
    KEY_MISMATCH("send the record with its authorityId as the key"),
    /** A required field is empty. */
    MISSING_FIELD("fill the field"),
    /** No authority has this code, name or alias. */
    UNKNOWN_AUTHORITY("use a DfE code, GSS code, Ofsted URN or slug of the authorities file"),
    /** The framework is not in the vocabulary. */
    UNKNOWN_FRAMEWORK("use a framework of the vocabulary, or upgrade the pipeline and replay the record"),
    /** The judgement is not in the vocabulary. */
    UNKNOWN_JUDGEMENT("use a judgement of the vocabulary, or upgrade the pipeline and replay the record"),
    /** The grade is not in the vocabulary. */
    UNKNOWN_GRADE("use a grade of the vocabulary, or upgrade the pipeline and replay the record"),
    /** The region is not in the areas file. */
    UNKNOWN_REGION("use a region of the areas file"),
    /** The framework does not make this judgement. */
    JUDGEMENT_NOT_IN_FRAMEWORK("check the framework; leave out judgements that the report does not make"),
    /** No judgement has a grade. */
    NO_GRADES("give at least one grade"),
    /** The date is not a calendar date written as 2021-08-20. */
    BAD_DATE("write a real date as YYYY-MM-DD"),
    /** Start of fieldwork, end of fieldwork and publication are not in this order. */
    DATES_OUT_OF_ORDER("check started, ended and published dates: they must not run backwards"),
    /** The publication date is later than the day on which the record was sent. */
    FUTURE_DATE("send the inspection once it is published"),
    /** The number is not a whole number, or is out of range. */
    BAD_NUMBER("write a whole number in range"),
    /** The text is too long or contains characters that are not allowed. */
    BAD_TEXT("shorten or clean the text"),
    /** The record, or the authority's stored row with it, would exceed the topics' size limit. */
    TOO_LARGE("shorten URLs and words, withdraw what should not be there, or send it to its key's partition"),
    /** The record's timestamp is missing or negative. */
    BAD_TIMESTAMP("send the record with the time of publishing as its timestamp"),
    /** The report contradicts itself, or its grades can't be read with certainty. */
    UNCLEAR_REPORT("read the report yourself and send the inspection as CSV or JSON"),
    /** The report is about something else: a focused visit, a review of a safeguarding board, another service. */
    NOT_A_FULL_INSPECTION("send only reports of graded full inspections of a local authority's children's services"),
    /** The same revision of the same inspection is already known with different content. */
    CONFLICTING_REVISION("send the correction with the next revision number");

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String remedy;

    RejectionReason(String remedy) {
        this.remedy = remedy;
    }

    /** The code in headers and reports: {@code unknown-authority}. */
    public String id() {
        return id;
    }

    /** What the sender of the record can do about it. */
    public String remedy() {
        return remedy;
    }
}
