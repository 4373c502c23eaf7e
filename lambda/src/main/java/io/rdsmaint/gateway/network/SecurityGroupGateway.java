package io.rdsmaint.gateway.network;

import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.SignedCalls;
import io.rdsmaint.gateway.XmlAnswers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.w3c.dom.Element;

/** Security groups with their rules. Errors as in {@link ErrorTranslation}. */
public final class SecurityGroupGateway {
    private static final String VERSION = "2016-11-15";

    private final Supplier<SignedCalls> ec2;
    private final ErrorTranslation calls;

    public SecurityGroupGateway(Supplier<SignedCalls> ec2, ErrorTranslation calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    /** Those of these ids that are there. */
    public List<SecurityGroup> groups(Collection<String> ids) {
        List<SecurityGroup> groups = new ArrayList<>();
        StringBuilder body = new StringBuilder("Action=DescribeSecurityGroups&Version=" + VERSION);
        // A filter leaves out what is not there; asking by the id would be refused for all of them.
        body.append("&Filter.1.Name=group-id");
        int n = 0;
        for (String id : ids) {
            body.append("&Filter.1.Value.")
                    .append(++n)
                    .append('=')
                    .append(URLEncoder.encode(id, StandardCharsets.UTF_8));
        }
        if (n == 0) {
            return groups;
        }
        Element root = calls.read(
                "ec2:DescribeSecurityGroups",
                String.join(", ", ids),
                () -> XmlAnswers.root(
                        ec2.get()
                                .post(
                                        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                                        body.toString()),
                        "ec2"));
        for (Element item : XmlAnswers.items(root, "securityGroupInfo")) {
            groups.add(new SecurityGroup(
                    XmlAnswers.text(item, "groupId"),
                    XmlAnswers.text(item, "vpcId"),
                    XmlAnswers.items(item, "ipPermissions").size(),
                    XmlAnswers.items(item, "ipPermissionsEgress").size()));
        }
        return groups;
    }
}
