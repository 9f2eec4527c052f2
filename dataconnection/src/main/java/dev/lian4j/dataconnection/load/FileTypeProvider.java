package dev.lian4j.dataconnection.load;

import java.util.Map;

/** Adds types of files to {@link FileTypes#builtIn}: a service, found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface FileTypeProvider {

    /** The types, each under an extension in lower case, without the dot. */
    Map<String, FileType> types();
}
