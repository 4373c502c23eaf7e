/** What EC2 tells of networks. */
@NullMarked
package io.rdsmaint.gateway.network;

import org.jspecify.annotations.NullMarked;
