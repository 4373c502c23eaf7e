package io.rdsmaint.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is uploaded: small, for that is copied and unpacked before anything starts, and laid out as Lambda takes it. */
class FunctionZipTest {
    private static final Path ZIP = Path.of("../lambda/target/function.zip");

    @BeforeEach
    void builtByWhoeverBuildsAll() {
        assumeTrue(Files.isRegularFile(ZIP), "lambda is not packaged: ./mvnw package makes its zip first");
    }

    @Test
    void ofAllFamiliesTogetherItHasWhatOneMayHave() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(25_000_000);
    }

    @Test
    void jarsAreStoredSoThatTheZipCompressesThemWhole() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            List<? extends ZipEntry> jars = zip.stream().toList();
            assertThat(jars).isNotEmpty().allMatch(jar -> jar.getName().matches("lib/[^/]+\\.jar"));
            for (ZipEntry jar : jars) {
                try (InputStream in = zip.getInputStream(jar);
                        ZipInputStream contents = new ZipInputStream(in)) {
                    for (ZipEntry one = contents.getNextEntry(); one != null; one = contents.getNextEntry()) {
                        assertThat(one.getMethod()).as(jar.getName()).isEqualTo(ZipEntry.STORED);
                    }
                }
            }
        }
    }

    @Test
    void itHoldsTheFunctionAndNoLibraryTwice() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            List<String> libraries = zip.stream()
                    .map(one -> one.getName().replaceAll("^lib/|-[0-9][0-9.]*\\.jar$", ""))
                    .toList();
            assertThat(libraries)
                    .doesNotHaveDuplicates()
                    .contains("lambda", "rds", "dynamodb")
                    .as("Lambda's own reading of events, and HTTP clients beside the one")
                    .doesNotContain("aws-lambda-java-serialization", "netty-nio-client", "apache-client");
        }
    }
}
