package dev.lian4j.dataconnection.load;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import org.jspecify.annotations.Nullable;

/** Matches paths below a root by a glob, whose leading {@code **}{@code /} also stands for no folder at all. */
final class GlobFilter {

    private GlobFilter() {}

    /** No glob matches all. */
    static PathMatcher of(@Nullable String glob) {
        if (glob == null) {
            return path -> true;
        }
        PathMatcher whole = compiled(glob);
        if (!glob.startsWith("**/")) {
            return whole;
        }
        PathMatcher top = compiled(glob.substring(3));
        return path -> whole.matches(path) || top.matches(path);
    }

    private static PathMatcher compiled(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
