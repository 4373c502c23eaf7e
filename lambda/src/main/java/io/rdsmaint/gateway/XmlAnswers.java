package io.rdsmaint.gateway;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Answers in XML to {@link SignedCalls}, read as the SDK would: a refusal is an exception with its code. */
public final class XmlAnswers {
    private XmlAnswers() {}

    /**
     * The root of an answer.
     *
     * @param service named in the refusal
     * @throws AwsServiceException when the service refused
     * @throws SdkClientException when the answer is no XML
     */
    public static Element root(SignedCalls.Answer answer, String service) {
        if (answer.status() < 300) {
            return parsed(answer);
        }
        String code = "";
        String message = "";
        try {
            Element root = parsed(answer);
            code = first(root, "Code");
            message = first(root, "Message");
        } catch (SdkClientException e) {
            message = "an answer that is no XML";
        }
        throw refusal(answer, service, code, message);
    }

    /** What a service's refusal is thrown as. */
    public static AwsServiceException refusal(SignedCalls.Answer answer, String service, String code, String message) {
        return AwsServiceException.builder()
                .statusCode(answer.status())
                .requestId(answer.requestId())
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static Element parsed(SignedCalls.Answer answer) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(answer.body())))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw SdkClientException.create("The answer is no XML", e);
        }
    }

    private static String first(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    /** The elements of a name right below another. */
    public static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    /** The items of a list right below an element. */
    public static List<Element> items(Element parent, String list) {
        return children(parent, list).stream()
                .flatMap(each -> children(each, "item").stream())
                .toList();
    }

    /** The text of an element right below another; empty where there is none. */
    public static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }
}
