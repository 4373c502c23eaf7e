package io.rdsmaint.infra.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes all generated files: {@code scripts/generate}. */
public final class Generate {
    private Generate() {}

    /** Writes them below the one argument, the repository's top, and prints their names. */
    public static void main(String[] arguments) throws IOException {
        Path top = Path.of(arguments[0]);
        for (Map.Entry<String, String> file : GeneratedFiles.all().entrySet()) {
            Path path = top.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
            System.out.println(file.getKey());
        }
    }
}
