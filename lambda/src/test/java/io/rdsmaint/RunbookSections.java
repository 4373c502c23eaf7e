package io.rdsmaint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sections of the runbook that are about questions, one for each code. */
public final class RunbookSections {
    private static final Path PAGE = Path.of("../docs/runbook.md");
    private static final String HEADING = "#### ";

    private RunbookSections() {}

    /** The names of the sections in their order. */
    public static List<String> names() {
        return page().lines()
                .filter(line -> line.startsWith(HEADING))
                .map(line -> line.substring(HEADING.length()))
                .toList();
    }

    static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
