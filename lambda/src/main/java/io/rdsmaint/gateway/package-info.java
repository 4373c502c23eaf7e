/**
 * How clients are made and called: credentials per place, the signer's clock, one attempt for changes, errors by their
 * kind.
 */
@NullMarked
package io.rdsmaint.gateway;

import org.jspecify.annotations.NullMarked;
