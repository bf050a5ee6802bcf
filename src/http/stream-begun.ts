/**
 * Emitted on a response that has begun and ends only when its client leaves: admission control counts it no longer as
 * work in flight.
 */
export const STREAM_BEGUN = "stream-begun";
