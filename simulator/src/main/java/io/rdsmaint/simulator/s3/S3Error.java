package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.protocol.XmlWriter;
import java.util.Map;

/** A refusal as S3 sends it: a status and a small XML document. */
final class S3Error extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;

    S3Error(int status, String code, String detail) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    static S3Error noSuchKey(String key) {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist: " + key);
    }

    static S3Error noSuchBucket(String bucket) {
        return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist: " + bucket);
    }

    static S3Error preconditionFailed(String header) {
        return new S3Error(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold: " + header);
    }

    static S3Error invalidArgument(String detail) {
        return new S3Error(400, "InvalidArgument", detail);
    }

    static S3Error invalidRequest(String detail) {
        return new S3Error(400, "InvalidRequest", detail);
    }

    /** Something that S3 may well have and this storage has not. */
    static S3Error notImplemented(String what) {
        return new S3Error(501, "NotImplemented", "Not served here: " + what);
    }

    /** The answer; one to HEAD has no body, so that its reader knows the status only. */
    SimulatorResponse.Answer answer(boolean head, String requestId) {
        if (head) {
            return new SimulatorResponse.Answer(status, Map.of("x-amz-request-id", requestId), Body.EMPTY);
        }
        XmlWriter xml = new XmlWriter()
                .open("Error")
                .leaf("Code", code)
                .leaf("Message", detail)
                .leaf("RequestId", requestId)
                .close("Error");
        return new SimulatorResponse.Answer(
                status,
                Map.of("Content-Type", "application/xml", "x-amz-request-id", requestId),
                Body.of(S3Xml.DECLARATION + xml));
    }
}
