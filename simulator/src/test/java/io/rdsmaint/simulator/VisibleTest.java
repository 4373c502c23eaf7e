package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatATerminalWouldObeyIsSpelledOut() {
        assertThat(Visible.line("a\u001b[2J\tb\nc\u009b\u007f\u202e\u2066ü…✔ 😀"))
                .isEqualTo("a\\u001b[2J\\u0009b\\u000ac\\u009b\\u007f\\u202e\\u2066ü…✔ 😀");
        assertThat(Visible.lines("a\nb\r\nc")).isEqualTo("a\nb\\u000d\nc");
    }

    @Test
    void aStreamPassesLinesAndNothingElse() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = Visible.stream(new PrintStream(written, true, StandardCharsets.UTF_8));

        out.println("✔ done \u001b[31m");
        out.printf("%s %d%n", "ü\u009b😀\u001b", 7);
        out.write('\u001b');
        out.print('\u0007');
        out.flush();

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("✔ done \\u001b[31m\nü\\u009b😀\\u001b 7\n\\u001b\\u0007");
    }
}
