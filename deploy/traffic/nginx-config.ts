const SLOTS = 100;

/**
 * What nginx reads inside `http`. Each request falls into one of a hundred slots; a slot goes to the new side while its
 * file is in the folder of the share. Each side is the other's backup.
 *
 * @param shareFolder absolute; a missing folder is a share of 0
 * @param log absolute; written only while the folder holds a file `watched`
 */
export function renderNginx(from: URL, to: URL, shareFolder: string, log: string): string {
  const slots = Array.from({ length: SLOTS - 1 }, (_, slot) => `  1% ${slot};`);
  return `# Written by deploy/switch, which replaces it as a whole. The share is in ${shareFolder}.
upstream pomodoro_old {
  server ${from.host} max_fails=0;
  server ${to.host} max_fails=0 backup;
  keepalive 64;
}
upstream pomodoro_new {
  server ${to.host} max_fails=3 fail_timeout=2s;
  server ${from.host} max_fails=0 backup;
  keepalive 64;
}
split_clients "$request_id" $pomodoro_slot {
${slots.join("\n")}
  * ${SLOTS - 1};
}
map "" $pomodoro_share {
  default "${shareFolder}";
}
map "$request_method $uri" $pomodoro_kind {
  "~^(GET|HEAD|OPTIONS) /api/ai/" language_model;
  "~^(GET|HEAD|OPTIONS) " read;
  default $pomodoro_write;
}
map $http_idempotency_key $pomodoro_write {
  "" write;
  default named;
}
log_format pomodoro_switch "$upstream_addr|$upstream_status|$upstream_header_time";
access_log "${log}" pomodoro_switch if=$pomodoro_watched;
`;
}
