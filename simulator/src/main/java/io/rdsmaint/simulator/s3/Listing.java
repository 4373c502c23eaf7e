package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.protocol.XmlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One page of ListObjectsV2. */
record Listing(S3Request request, Bucket bucket) {

    static final Set<String> PARAMETERS = Set.of(
            "list-type",
            "prefix",
            "delimiter",
            "start-after",
            "continuation-token",
            "max-keys",
            "encoding-type",
            "fetch-owner");
    private static final int MOST = 1_000;

    /** Either an object, or what several keys have in common up to the delimiter. */
    private record Row(String key, Optional<StoredObject> object) {}

    /** The page as XML. */
    String xml() {
        String prefix = parameter("prefix").orElse("");
        int size = size();
        List<Row> rows = rows(prefix);
        boolean truncated = rows.size() > size;
        List<Row> page = truncated ? rows.subList(0, size) : rows;
        XmlWriter xml = new XmlWriter()
                .open("ListBucketResult", "xmlns", S3Xml.NAMESPACE)
                .leaf("Name", request.bucket())
                .leaf("Prefix", shown(prefix))
                .leaf("KeyCount", Integer.toString(page.size()))
                .leaf("MaxKeys", Integer.toString(size))
                .leaf("IsTruncated", Boolean.toString(truncated));
        parameter("delimiter").ifPresent(text -> xml.leaf("Delimiter", shown(text)));
        parameter("encoding-type").ifPresent(text -> xml.leaf("EncodingType", text));
        parameter("continuation-token").ifPresent(text -> xml.leaf("ContinuationToken", text));
        if (truncated && size > 0) {
            xml.leaf("NextContinuationToken", token(page.getLast().key()));
        }
        page.forEach(row -> write(xml, row));
        return S3Xml.DECLARATION + xml.close("ListBucketResult");
    }

    private void write(XmlWriter xml, Row row) {
        row.object()
                .ifPresentOrElse(
                        object -> xml.open("Contents")
                                .leaf("Key", shown(row.key()))
                                .leaf(
                                        "LastModified",
                                        object.lastModified()
                                                .truncatedTo(ChronoUnit.MILLIS)
                                                .toString())
                                .leaf("ETag", object.etag())
                                .leaf("Size", Integer.toString(object.content().length()))
                                .leaf("StorageClass", "STANDARD")
                                .close("Contents"),
                        () -> xml.open("CommonPrefixes")
                                .leaf("Prefix", shown(row.key()))
                                .close("CommonPrefixes"));
    }

    private List<Row> rows(String prefix) {
        String delimiter = parameter("delimiter").orElse("");
        Optional<String> after =
                parameter("continuation-token").map(Listing::key).or(() -> parameter("start-after"));
        Set<String> beyond = after.map(
                        key -> bucket.beginning(prefix).tailMap(key, false).keySet())
                .orElseGet(() -> bucket.beginning(prefix).keySet());
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, StoredObject> entry : bucket.beginning(prefix).entrySet()) {
            String key = entry.getKey();
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String common = cut < 0 ? key : key.substring(0, cut + delimiter.length());
            boolean shownBefore =
                    after.filter(last -> cut >= 0 && last.startsWith(common)).isPresent();
            boolean again = !rows.isEmpty() && rows.getLast().key().equals(common);
            if (beyond.contains(key) && !shownBefore && !again) {
                rows.add(new Row(common, cut < 0 ? Optional.of(entry.getValue()) : Optional.empty()));
            }
        }
        return rows;
    }

    private int size() {
        String text = parameter("max-keys").orElse(Integer.toString(MOST));
        if (!text.matches("[0-9]{1,9}")) {
            throw S3Error.invalidArgument("Provided max-keys not an integer or within integer range");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(request.query().get(name)).filter(value -> !value.isEmpty());
    }

    private String shown(String text) {
        return parameter("encoding-type")
                .map(_ -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/"))
                .orElse(text);
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Error.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
