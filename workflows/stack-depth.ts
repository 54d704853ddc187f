// How deep the stacks of workflows are. Preloaded by the bundle, once for a worker's thread; frozen there afterwards.

/**
 * Temporal's SDK takes a stack for each promise a workflow makes, for the query behind "Call Stack": its frames are a
 * third of a workflow's processor time (docs/performance.md), and the first few say where.
 */
Error.stackTraceLimit = 5;
