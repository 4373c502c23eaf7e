package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Lists the certificate authorities and the one for new instances. */
final class DescribeCertificates implements Rule {

    @Override
    public String action() {
        return "DescribeCertificates";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("CertificateIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ObjectNode> views = Settings.AUTHORITIES.stream()
                .sorted()
                .filter(each -> call.text("CertificateIdentifier")
                        .filter(wanted -> !wanted.equals(each))
                        .isEmpty())
                .map(each -> view(site, each))
                .toList();
        if (views.isEmpty()) {
            throw new ApiError(
                    "CertificateNotFound",
                    404,
                    "Certificate " + call.required("CertificateIdentifier") + " not found.");
        }
        return Paging.page(call, "Certificates", views)
                .put("DefaultCertificateForNewLaunches", site.defaultAuthority());
    }

    private static ObjectNode view(AccountRegion site, String name) {
        ObjectNode view = Answers.object();
        view.put("CertificateIdentifier", name).put("CertificateType", "CA");
        view.putPOJO("ValidFrom", Instant.parse("2021-05-25T00:00:00Z"));
        view.putPOJO("ValidTill", Instant.parse("2061-05-25T00:00:00Z"));
        view.put("CertificateArn", "arn:aws:rds:" + site.region() + "::cert:" + name);
        return view.put("CustomerOverride", false);
    }
}
