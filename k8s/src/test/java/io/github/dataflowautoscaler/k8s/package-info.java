/**
 * What Kubernetes is given, checked before it gets there.
 */
package io.github.dataflowautoscaler.k8s;
