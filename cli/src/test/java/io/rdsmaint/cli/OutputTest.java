package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be printed, or asked for, is said in a sentence. */
class OutputTest {
    @Test
    void outputThatIsLostIsNoSuccess() {
        Writer full = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter errors = new StringWriter();

        int code = Main.of(
                        new Settings(Map.of(), Optional.empty(), Optional.empty(), List.of()),
                        new PrintWriter(full),
                        new PrintWriter(errors, true),
                        Optional.empty(),
                        _ -> {},
                        () -> "id")
                .run("status", "--help");

        assertThat(code).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(errors).hasToString("Not all of the output could be written.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notaurl",
                "127.0.0.1:4566",
                "http://",
                "ftp://127.0.0.1",
                "http://a b",
                "http://127.0.0.1:99999",
                "http://127.0.0.1:4566/foo"
            })
    void anEndpointThatIsNoUrlIsNamed(String endpoint) throws IOException {
        try (FunctionStub function = new FunctionStub(java.util.Set.of("people"))) {
            assertThat(function.run(Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", endpoint), "status"))
                    .startsWith("2 AWS_ENDPOINT_URL is no URL of an endpoint: " + endpoint);
            assertThat(function.invoked).isEmpty();
        }
    }
}
