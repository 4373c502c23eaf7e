package io.rdsmaint.simulator.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server's data directory held at a moment: the files of a snapshot. Nobody changes them; servers run over copies. They go with
 * whoever holds the image, at the latest with the process.
 */
final class Image {
    /** Of a server that runs: they name it, and no other. */
    private static final Set<String> OF_A_RUN = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private static final class Unheld {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final Path files;

    private Image(Path files) {
        this.files = files;
        Unheld.CLEANER.register(this, () -> remove(files));
    }

    /** Takes the files of a directory that nobody writes to at the moment. */
    static Image of(Path data, Path to) throws IOException {
        copy(data, to);
        return new Image(to);
    }

    /** Puts them where a server is to run. */
    void copyTo(Path data) throws IOException {
        copy(files, data);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectory(
                        to.resolve(from.relativize(directory)),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_A_RUN.contains(String.valueOf(file.getFileName()))) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Removes a directory with all that is in it. */
    static void remove(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (java.nio.file.NoSuchFileException e) {
            // It is gone already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
