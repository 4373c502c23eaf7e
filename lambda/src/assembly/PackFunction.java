import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Packs the function's folder: {@code java PackFunction.java FOLDER ZIP MOST}. Fails when the zip has more than MOST bytes.
 *
 * <p>In a jar each class is compressed alone, and classes of one library say the same words. So jars are stored in the zip without
 * compression of their own, and the zip compresses each as a whole: two thirds of the size, and nothing to unpack when a class is
 * loaded. Class files are as they were; left out are only files that name how a jar was built. The same folder gives the same zip.
 */
final class PackFunction {
    /** Zip files know no time before 1980 and no zone; what was built when says the version. */
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private PackFunction() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path zip = Path.of(arguments[1]);
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            packed.setLevel(Deflater.BEST_COMPRESSION);
            for (Path file : files) {
                packed.putNextEntry(entry(folder.relativize(file).toString().replace('\\', '/')));
                packed.write(file.toString().endsWith(".jar") ? stored(file) : Files.readAllBytes(file));
                packed.closeEntry();
            }
        }
        if (Files.size(zip) > Long.parseLong(arguments[2])) {
            System.err.printf(
                    "%s has %,d bytes; it should not have more than %s. What fills it: unzip -lv%n",
                    zip, Files.size(zip), arguments[2]);
            System.exit(1);
        }
    }

    private static byte[] stored(Path jar) throws IOException {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        try (ZipFile all = new ZipFile(jar.toFile())) {
            for (ZipEntry one : (Iterable<ZipEntry>) all.stream().map(ZipEntry.class::cast)::iterator) {
                if (!one.isDirectory() && !one.getName().startsWith("META-INF/maven/")) {
                    contents.put(one.getName(), all.getInputStream(one).readAllBytes());
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream plain = new ZipOutputStream(bytes)) {
            plain.setMethod(ZipOutputStream.STORED);
            for (String name : contents.keySet()) {
                byte[] content = contents.get(name);
                ZipEntry entry = entry(name);
                CRC32 sum = new CRC32();
                sum.update(content);
                entry.setCrc(sum.getValue());
                entry.setSize(content.length);
                plain.putNextEntry(entry);
                plain.write(content);
                plain.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }
}
