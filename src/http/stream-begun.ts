/**
 * Emitted on a response that has begun and ends only when its client disconnects. Admission control then stops counting
 * it as in flight.
 */
export const STREAM_BEGUN = "stream-begun";
