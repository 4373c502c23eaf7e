package io.rdsmaint.simulator;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Text of others as a terminal may be given it. A terminal obeys control characters: a reason or a name with an escape sequence
 * could move its cursor, draw over lines, change its title or hide what follows. They are written as JSON writes them, so that a
 * line of JSON stays one with the same meaning.
 */
public final class Visible {
    private Visible() {}

    /** A line in which every character that a terminal would obey is spelled out, line breaks too. */
    public static String line(String text) {
        return spelled(text, false);
    }

    /** The same for several lines, whose breaks stay. */
    public static String lines(String text) {
        return spelled(text, true);
    }

    /** A stream that gives this one nothing to obey but line breaks. */
    public static PrintStream stream(PrintStream terminal) {
        return new PrintStream(new Spelling(terminal, terminal.charset()), true, terminal.charset());
    }

    private static String spelled(String text, boolean breaks) {
        StringBuilder spelled = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isObeyed(c) && !(breaks && c == '\n')) {
                spelled.append("\\u%04x".formatted((int) c));
            } else {
                spelled.append(c);
            }
        }
        return spelled.toString();
    }

    /** C0, DEL and C1; line and paragraph separators; what turns the direction of writing around. */
    private static boolean isObeyed(char c) {
        return Character.isISOControl(c)
                || c == '\u200e'
                || c == '\u200f'
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    /** What a {@link PrintStream} hands on at once are whole characters. */
    private static final class Spelling extends FilterOutputStream {
        private final Charset charset;

        Spelling(OutputStream out, Charset charset) {
            super(out);
            this.charset = charset;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(lines(new String(bytes, offset, length, charset)).getBytes(charset));
        }
    }
}
