/** English texts of the comparison with the old service. Merged into `en.ts`. */
export const enParity = {
  "parity.title": "The old service and ours, compared",
  "parity.verdict.same":
    "Same: {requests, plural, =0 {nothing was asked} one {# request} other {# requests}}, every difference is accepted.",
  "parity.verdict.different":
    "Different: {requests, plural, one {# request} other {# requests}}, and differences that nobody has accepted.",
  "parity.class.ours": "Ours is wrong: {count}",
  "parity.class.unexplained": "Unexplained: {count}",
  "parity.class.old": "The old one is wrong, as accepted: {count}",
  "parity.class.science": "Expected by documented methods: {count}",
  "parity.latency.old": "The old service: median {median} ms, 95th percentile {p95} ms",
  "parity.latency.new": "Ours: median {median} ms, 95th percentile {p95} ms",
  "parity.column.route": "Route",
  "parity.column.field": "Field",
  "parity.column.old": "Old",
  "parity.column.new": "Ours",
  "parity.column.times": "Times",
  "parity.column.reason": "Reason",
  "parity.reason.contract": "Older clients do not know this value: it is not in the contract.",
  "parity.reason.missing": "The old answer has this member and ours has not.",
  "parity.reason.format": "Ours answers in another format.",
  "parity.reason.failed": "Ours failed where the old service answered.",
  "parity.reason.silent": "Ours gave no readable answer in time.",
  "parity.reason.old_silent": "The old service gave no readable answer in time.",
  "parity.reason.nobody": "Neither gave a readable answer in time.",
  "parity.reason.language": "The sentences are in different languages; LOCALE sets ours.",
  "parity.reason.unexplained": "No accepted difference covers this.",
  "cli.parity.left_out":
    "{count, plural, one {# line was} other {# lines were}} left out: not a request of the old service, or one that changes something.",
  "cli.parity.writes_left_out":
    "Routes that change something were left out; --writes includes them.",
  "cli.parity.proxying":
    "{address} answers with what {old} answers, and asks {new} the same. Ctrl-C ends it with a report.",
  "cli.parity.mirror":
    "{mirrored, plural, one {# request was} other {# requests were}} compared, {dropped} passed without comparison while too many were waiting, {skipped} were not for comparing.",
  "cli.parity.blind": "Comparing has stopped; the old service's answers go on passing.",
};
