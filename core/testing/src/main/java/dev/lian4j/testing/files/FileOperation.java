package dev.lian4j.testing.files;

/** What can be done to files, and fail. */
public enum FileOperation {
    /** A file is opened or made. */
    OPEN,
    /** Bytes are read. */
    READ,
    /** Bytes are written; a failing one writes half of them first. */
    WRITE,
    /** A file is made shorter. */
    TRUNCATE,
    /** A file or a folder is forced to the disk. */
    FORCE,
    /** A file is renamed or copied. */
    MOVE,
    /** A file is deleted. */
    DELETE,
    /** A folder is made. */
    MAKE_FOLDER
}
