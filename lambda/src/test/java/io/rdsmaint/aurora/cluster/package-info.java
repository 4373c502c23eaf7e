@NullMarked
package io.rdsmaint.aurora.cluster;

import org.jspecify.annotations.NullMarked;
