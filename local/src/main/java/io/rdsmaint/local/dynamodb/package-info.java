/** DynamoDB Local, embedded, and the table of the deployment. */
@NullMarked
package io.rdsmaint.local.dynamodb;

import org.jspecify.annotations.NullMarked;
