package dev.lian4j.dataconnection.index;

/** What happens to documents that were indexed before and do not come again; LangChain's cleanup modes. */
public enum IndexMode {
    /** They stay. */
    NONE,
    /** Those of the sources that come again are deleted, when all has been indexed. */
    INCREMENTAL,
    /** All are deleted, when all has been indexed: the store then has what came and nothing else. */
    FULL
}
