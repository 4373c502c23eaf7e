package io.rdsmaint.local.dynamodb;

import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.simulator.http.Body;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests and answers as HTTP/1.1 writes them. */
final class HttpText {
    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_HEAD = END_OF_LINE + END_OF_LINE;

    private HttpText() {}

    /** A POST to the root with these headers, which must be single lines; nothing follows it on its connection. */
    static ByteBuffer request(Map<String, String> headers, Body body) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: dynamodb\r\nConnection: close\r\n");
        head.append("Content-Length: ").append(body.length()).append(END_OF_LINE);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append(END_OF_LINE));
        byte[] text = head.append(END_OF_LINE).toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(text.length + body.length())
                .put(text)
                .put(body.bytes())
                .flip();
    }

    /** A whole answer, its headers by lower-case name; its body must have been sent in one piece. */
    static Answer answer(ByteBuffer response) {
        byte[] all = new byte[response.remaining()];
        response.get(all);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            throw new IllegalArgumentException("no HTTP answer: " + text);
        }
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IllegalArgumentException("an answer in pieces: " + lines.getFirst());
        }
        int status = Integer.parseInt(lines.getFirst(), 9, 12, 10);
        byte[] body = new byte[all.length - end - END_OF_HEAD.length()];
        System.arraycopy(all, all.length - body.length, body, 0, body.length);
        return new Answer(status, headers, Body.of(body));
    }
}
