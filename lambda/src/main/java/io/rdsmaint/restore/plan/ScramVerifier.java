package io.rdsmaint.restore.plan;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL keeps of a password (RFC 5803, SCRAM-SHA-256): by it a server can check a password that it is never told, so that no
 * statement and no log holds one.
 */
public final class ScramVerifier {
    /** PostgreSQL's own number. */
    private static final int ITERATIONS = 4_096;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private ScramVerifier() {}

    /**
     * Makes it.
     *
     * @param salting what the salt is made of: the same for the same user of the same operation, so that a repeated call sets the same
     */
    public static String of(String password, String salting) {
        try {
            byte[] salt = Arrays.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(salting.getBytes(StandardCharsets.UTF_8)), SALT_BYTES);
            char[] normal = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(normal, salt, ITERATIONS, KEY_BITS))
                    .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(keyed(salted, "Client Key"));
            Base64.Encoder text = Base64.getEncoder();
            return "SCRAM-SHA-256$" + ITERATIONS + ":" + text.encodeToString(salt) + "$" + text.encodeToString(stored)
                    + ":" + text.encodeToString(keyed(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has these algorithms", e);
        }
    }

    private static byte[] keyed(byte[] key, String what) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(what.getBytes(StandardCharsets.UTF_8));
    }
}
