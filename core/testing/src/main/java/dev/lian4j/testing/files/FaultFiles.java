package dev.lian4j.testing.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A folder of real files seen through a file system that fails where a test says so, and whose {@link #crash} takes away
 * what was not forced to the disk. Made for loops: fail operation 1, then 2, then 3, until {@link #failed} says that none
 * did. What code under test is given is {@link #path}; it must use {@code java.nio.file} only. Names of folders count as
 * forced, names of files only once their folder is forced. Thread safe.
 */
public final class FaultFiles {

    private final Path root;
    private final Disk disk;
    private final Faults faults = new Faults();
    private final FaultFileSystem system;

    private FaultFiles(Path root) throws IOException {
        this.root = root;
        disk = new Disk(root);
        system = new FaultFileSystem(root.getFileSystem(), new FaultProvider(disk, faults));
    }

    /**
     * The files in this folder, which count as forced to the disk.
     *
     * @throws IOException if it cannot be read
     */
    public static FaultFiles over(Path folder) throws IOException {
        return new FaultFiles(folder.toRealPath());
    }

    /**
     * Runs rounds in which operation 1, then 2, then 3 is to fail, until one says that nothing failed any more.
     *
     * @param round sets up files of its own, has that operation fail, checks what is left, and says whether it failed
     * @return how many operations there are to fail
     */
    public static int eachOperation(Round round) throws IOException {
        int operations = 0;
        while (round.failing(operations + 1)) {
            operations++;
        }
        return operations;
    }

    /** One round of {@link #eachOperation}. */
    @FunctionalInterface
    public interface Round {

        /** With this operation to fail, counted from 1; says whether one failed. */
        boolean failing(int operation) throws IOException;
    }

    /** A path below the folder, such as {@code a/b.txt}, whose operations are counted and may fail. */
    public Path path(String below) {
        return system.wrap(root.resolve(below));
    }

    /** From now on the n-th operation fails, once; of these kinds, or of all where none is named. Counts from 1 anew. */
    public void failAt(long n, FileOperation... kinds) {
        faults.plan(set(kinds), n, n, "Input/output error");
    }

    /** From now on the n-th operation and all after it fail, as on a full disk; else as {@link #failAt}. */
    public void failFrom(long n, FileOperation... kinds) {
        faults.plan(set(kinds), n, Long.MAX_VALUE, "No space left on device");
    }

    /** From now on nothing fails. Counts anew. */
    public void heal() {
        faults.plan(set(), Long.MAX_VALUE, Long.MAX_VALUE, "");
    }

    /** How many operations, of the kinds that may fail, there were since something was last set. */
    public long counted() {
        return faults.counted();
    }

    /** How many of them failed. */
    public long failed() {
        return faults.failed();
    }

    /** All operations since something was last set, one line each, failed ones too. */
    public List<String> operations() {
        return faults.done();
    }

    /**
     * Cuts the power: changes the real files to what would be left. Channels that are still open are to be closed first.
     * Then nothing fails.
     *
     * @throws IOException if the real files cannot be changed
     */
    public void crash(Unsynced how) throws IOException {
        heal();
        disk.crash(how);
    }

    private static Set<FileOperation> set(FileOperation... kinds) {
        return kinds.length == 0 ? EnumSet.allOf(FileOperation.class) : EnumSet.copyOf(List.of(kinds));
    }
}
