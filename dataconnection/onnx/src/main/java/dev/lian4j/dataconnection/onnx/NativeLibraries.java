package dev.lian4j.dataconnection.onnx;

import dev.lian4j.core.error.ModelException;

/** What to say where a native library is missing. */
final class NativeLibraries {

    private NativeLibraries() {}

    static ModelException missing(String library, Throwable cause) {
        return new ModelException(
                "%s does not load on %s %s (%s); use an embedding model behind an API there"
                        .formatted(library, System.getProperty("os.name"), System.getProperty("os.arch"), cause),
                ModelException.Details.NONE,
                cause);
    }
}
