/** Rules that send events to people: Slack, PagerDuty, e-mail, or a webhook. */
@NullMarked
package io.rdsmaint.infra.notification;

import org.jspecify.annotations.NullMarked;
