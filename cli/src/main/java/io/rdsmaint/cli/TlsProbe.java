package io.rdsmaint.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether an endpoint that was named by {@code https} speaks TLS. One that doesn't waits for the end of what it takes for a request,
 * and the SDK waits for it, for minutes.
 */
final class TlsProbe {
    private static final int SOON_MILLIS = 5_000;
    private static final int USUAL_PORT = 443;

    private TlsProbe() {}

    /**
     * Does nothing about an endpoint that can't be reached: the call says why.
     *
     * @throws Failure when it takes the connection and speaks something else
     */
    static void require(URI endpoint) {
        int port = endpoint.getPort() < 0 ? USUAL_PORT : endpoint.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(endpoint.getHost(), port), SOON_MILLIS);
            plain.setSoTimeout(SOON_MILLIS);
            handshake(plain, endpoint, port);
        } catch (IOException e) {
            // not reached: the call itself says it
        }
    }

    private static void handshake(Socket plain, URI endpoint, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(plain, endpoint.getHost(), port, true)) {
            secure.startHandshake();
        } catch (SSLException | SocketTimeoutException e) {
            throw new Failure(
                    ExitCode.NO_CONNECTION,
                    endpoint + " does not speak TLS as it should: " + e.getMessage(),
                    "Is AWS_ENDPOINT_URL meant to begin with http://?");
        }
    }
}
