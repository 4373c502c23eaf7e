package io.rdsmaint.simulator.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Checksums that a writer may send along, as a header or as a trailer behind the content. */
enum Checksum {
    CRC32,
    CRC32C,
    SHA1,
    SHA256;

    private static final String PREFIX = "x-amz-checksum-";

    /** The algorithm of a header's or a trailer's name; empty for any other header. */
    static Optional<Checksum> ofHeader(String name) {
        for (Checksum known : values()) {
            if (known.header().equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    String header() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The checksum as it stands in a header. */
    String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(raw(bytes));
    }

    private byte[] raw(byte[] bytes) {
        return switch (this) {
            case CRC32 -> {
                CRC32 crc = new CRC32();
                crc.update(bytes);
                yield ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array();
            }
            case CRC32C -> {
                CRC32C crc = new CRC32C();
                crc.update(bytes);
                yield ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array();
            }
            case SHA1 -> digest("SHA-1", bytes);
            case SHA256 -> digest("SHA-256", bytes);
        };
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
