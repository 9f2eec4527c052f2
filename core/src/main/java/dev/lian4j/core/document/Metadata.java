package dev.lian4j.core.document;

/** The metadata keys that loaders and splitters of this library share; LangChain's names. */
public final class Metadata {

    /** The file, address or name that the text is from: a String. */
    public static final String SOURCE = "source";

    /** The page, counted from 1 as people do: an Integer. (LangChain counts from 0.) */
    public static final String PAGE = "page";

    /** How many pages the source has: an Integer. */
    public static final String TOTAL_PAGES = "total_pages";

    /** The row of a table, counted from 1 below the header: an Integer. (LangChain counts from 0.) */
    public static final String ROW = "row";

    /** The record of a file with many, or its line, counted from 1: an Integer; LangChain's name. */
    public static final String SEQUENCE = "seq_num";

    /** The language that the source says it is in, such as {@code zh-CN}: a String. */
    public static final String LANGUAGE = "language";

    /** The title that the source gives itself: a String. */
    public static final String TITLE = "title";

    /** Where a chunk starts in the document that it was cut from: an Integer, in UTF-16 characters from 0. */
    public static final String START_INDEX = "start_index";

    private Metadata() {}
}
