package io.rdsmaint.simulator.s3;

/** What S3's XML documents have in common. */
final class S3Xml {

    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private S3Xml() {}
}
