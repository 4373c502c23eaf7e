package io.rdsmaint.sql.ledger;

import io.rdsmaint.engine.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The statement that installs the ledger: one, so that it is there whole or not at all; several sessions may run it at once, and
 * one that finds this version or a later one changes nothing.
 */
public final class LedgerScript {
    /** Raised with every change of the script: what a database has at this version is what this code calls. */
    public static final int VERSION = 1;

    private static final String TEXT = read();
    private static final String SHA256 = Sha256.of(TEXT);

    private LedgerScript() {}

    /** The statement. */
    public static String text() {
        return TEXT.replace("/*VERSION*/0", String.valueOf(VERSION)).replace("/*SHA256*/", SHA256);
    }

    /** What a database that has it says of it. */
    public static String sha256() {
        return SHA256;
    }

    private static String read() {
        try (InputStream script = LedgerScript.class.getResourceAsStream("/io/rdsmaint/sql/ledger.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
