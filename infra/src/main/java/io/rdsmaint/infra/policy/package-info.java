/**
 * Who may do what: every permission of a deployment as data, in one place. {@code FunctionGrants},
 * {@code MachineGrants} and {@code OperatorGrants} are what is deployed and what {@code policies/} shows. Which
 * resource types and condition keys an action knows is taken from AWS's service authorization reference.
 */
@NullMarked
package io.rdsmaint.infra.policy;

import org.jspecify.annotations.NullMarked;
