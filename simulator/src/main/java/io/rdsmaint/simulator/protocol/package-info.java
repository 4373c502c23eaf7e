/** What travels on the wire: the AWS query, JSON and CBOR protocols, signatures, paging and errors. */
@NullMarked
package io.rdsmaint.simulator.protocol;

import org.jspecify.annotations.NullMarked;
