package io.rdsmaint.bench.cold;

import io.rdsmaint.bench.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for localhost that lives as long as a benchmark, made by the JDK's keytool.
 *
 * @param store with the key, in which clients in Java trust it, too
 * @param pem the certificate for other clients
 */
record Certificate(Path store, Path pem) {
    static final String PASSWORD = "benchmark";

    /** Makes one in this folder. */
    static Certificate in(Path folder) {
        Path store = folder.resolve("localhost.p12");
        Path pem = folder.resolve("localhost.pem");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String[] same = {"-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "localhost"};
        Command.run(List.of(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                same[0],
                same[1],
                same[2],
                same[3],
                same[4],
                same[5]));
        Command.run(List.of(
                keytool,
                "-exportcert",
                "-rfc",
                "-file",
                pem.toString(),
                same[0],
                same[1],
                same[2],
                same[3],
                same[4],
                same[5]));
        return new Certificate(store, pem);
    }

    /** For a server. */
    SSLContext context() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
