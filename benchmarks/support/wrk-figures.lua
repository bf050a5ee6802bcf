-- What wrk measured, as one line of JSON: its own report has no 95th percentile, and units that vary.
-- Only `done` is defined, so nothing here runs while requests are made.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'FIGURES {"requests":%d,"microseconds":%d,"p50":%d,"p95":%d,"p99":%d,"failures":%d}\n',
    summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
