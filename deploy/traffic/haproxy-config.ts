/**
 * The backend that HAProxy reads beside its main configuration. A share of the requests is drawn for the new side; the
 * balancing algorithm alone would give everything to the old one, which is why that is where a retry goes, whatever
 * the share. The new side is its backup: it takes over when the old one is gone.
 *
 * @param shareMap file of lines `HOST:PORT PERCENT`, relative to the configuration (`default-path config`). The new
 *   side's address names its share, so a switch to another server begins at 0 whatever an earlier one left behind.
 */
export function renderHaproxy(from: URL, to: URL, shareMap: string): string {
  return `# Written by deploy/switch, which replaces it as a whole. The share is in ${shareMap}.
backend pomodoro
  option httpchk
  http-check send meth GET uri /readyz hdr Host localhost
  # The Flask service has no such route and says 404, which is as good a sign of life.
  http-check expect rstatus ^[234]
  default-server check inter 500ms fastinter 200ms fall 2 rise 2
  timeout check 1s
  timeout server 180s

  http-request set-var(txn.share) str(${to.host}),map_str_int(${shareMap},0)
  http-request set-var(txn.draw) rand(100)
  acl to_new var(txn.draw),sub(txn.share) lt 0

  # What a side that hangs or fails did not answer, the old side answers: reads, and writes that name themselves by a
  # key, so that they are never applied twice. A side that cannot be reached was not asked at all.
  acl reads method GET HEAD OPTIONS
  acl named req.hdr(idempotency-key) -m found
  acl language_model path_beg /api/ai/
  retries 2
  option redispatch 1
  retry-on conn-failure empty-response response-timeout 500 502 503 504
  http-request disable-l7-retry unless to_new reads or to_new named
  http-request set-timeout server 1500ms if to_new reads !language_model
  http-request set-timeout server 3s if to_new named !language_model

  use-server new if to_new
  server old ${from.host}
  server new ${to.host} backup
`;
}
