package io.rdsmaint.store;

import io.rdsmaint.engine.LastingFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How operations' documents are written: as they are, or compressed, to a third of their size and less. Both are read, whichever is
 * written: a release that writes compressed ones comes after one that reads them, so that it can be taken back.
 */
public enum DocumentForm {
    PLAIN,
    COMPRESSED;

    /** What this release writes. The next one compresses. */
    public static final DocumentForm OF_THIS_RELEASE = PLAIN;

    /** RFC 1952, 2.3.1: no text begins so, for the second byte continues no UTF-8 character that the first begins. */
    private static final byte FIRST = 0x1f;

    private static final byte SECOND = (byte) 0x8b;

    /** The bytes of a text. The same text makes the same bytes. */
    byte[] bytes(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (this == PLAIN) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The text that either form made these bytes of.
     *
     * @throws LastingFailure when they are damaged
     */
    static String text(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != FIRST || bytes[1] != SECOND) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LastingFailure(
                    "A stored document is damaged: " + e.getMessage()
                            + ". Restore it, by docs/runbook.md, Restoring the store.",
                    e);
        }
    }
}
