import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importFile, importText } from "../import-text.ts";

const calendar = (...events: readonly string[]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    ...events.flatMap((event) => ["BEGIN:VEVENT", event, "END:VEVENT"]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

const faultsOf = async (...events: readonly string[]) =>
  (await importText(calendar(...events))).faults;

describe("a calendar", () => {
  test("has sessions with times of a zone, of UTC and of no zone, folded and escaped texts", async () => {
    const text = calendar(
      "UID:1\r\nDTSTART;TZID=America/New_York:20260210T090000\r\nDURATION:PT1H30M\r\nSUMMARY:Beds\\, north\r\n \\; south\r\nCATEGORIES:Garden,Home",
      'DTSTART;TZID="/x.test/2020/Europe/Prague":20260210T100000\r\nDTEND:20260210T092500Z\r\nSUMMARY:Hedge\r\nDESCRIPTION:a\\nb',
      "DTSTART:20260210T110000\r\nDTEND:20260210T112500\r\nSUMMARY:Read\r\nBEGIN:VALARM\r\nSUMMARY:Alarm\r\nEND:VALARM",
      "DTSTART;TZID=W. Europe Standard Time:20260210T120000\r\nDURATION:PT25M",
    );
    assert.deepEqual(await importText(text, {}, 11), {
      format: "icalendar",
      sessions: [
        "2026-02-10T09:00 1500 Other | Hedge | a\nb",
        "2026-02-10T10:00 1500 Other | Read | –",
        "2026-02-10T11:00 1500 Other | – | –",
        "2026-02-10T14:00 5400 Garden | Beds, north; south | –",
      ],
      faults: [],
      unchanged: 0,
    });
  });

  test("says what is no session", async () => {
    assert.deepEqual(
      await faultsOf(
        "DTSTART;VALUE=DATE:20260210",
        "DTSTART:20260210T080000Z\r\nDURATION:PT25M\r\nSTATUS:CANCELLED",
        "DTSTART:20260210T080000Z",
        "DTSTART:20260601T115000Z\r\nDURATION:PT25M",
        "DTSTART;TZID=Nowhere:20260210T080000\r\nDURATION:PT25M",
        "SUMMARY:x",
        "DTSTART:tomorrow",
      ),
      [
        "3 all_day",
        "6 cancelled",
        "11 zero_length",
        "14 not_yet",
        "18 unknown_zone",
        "22 no_clock_time",
        "25 wrong_shape",
      ],
    );
  });

  test("what recurs without end recurred until now, over the change of the clock", async () => {
    const { sessions } = await importText(
      calendar(
        "UID:r\r\nDTSTART;TZID=Europe/Prague:20260322T090000\r\nDURATION:PT25M\r\nRRULE:FREQ=WEEKLY",
      ),
    );
    assert.equal(sessions.length, 11);
    assert.deepEqual(sessions.slice(0, 2), [
      "2026-03-22T08:00 1500 Other | – | –",
      "2026-03-29T07:00 1500 Other | – | –",
    ]);
    assert.match(sessions.at(-1) ?? "", /^2026-05-31T07:00/);
  });

  test("occurrences are left out, added and moved", async () => {
    const { sessions, faults } = await importText(
      calendar(
        "UID:r\r\nRECURRENCE-ID:20260211T080000Z\r\nDTSTART:20260211T140000Z\r\nDURATION:PT25M\r\nSUMMARY:moved",
        "UID:r\r\nDTSTART:20260210T080000Z\r\nDURATION:PT25M\r\nRRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20260212T080000Z\r\nRDATE:20260220T080000Z\r\nSUMMARY:daily",
      ),
    );
    assert.deepEqual(
      sessions.map((text) => text.replace(/ 1500 Other \| /, " ")),
      [
        "2026-02-10T08:00 daily | –",
        "2026-02-11T14:00 moved | –",
        "2026-02-13T08:00 daily | –",
        "2026-02-20T08:00 daily | –",
      ],
    );
    assert.deepEqual(faults, ["10 excluded_date"]);
  });

  test("what recurs every second, or never, is refused in bounded time", async () => {
    const every = "DTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=";
    assert.deepEqual(
      await faultsOf(`${every}SECONDLY`, `${every}YEARLY;BYMONTH=2;BYMONTHDAY=30`, `${every}NEVER`),
      ["3 too_many_occurrences", "8 wrong_shape", "13 wrong_shape"],
    );
  });

  test("says of a recurring event that has not begun, or never does, that it holds no session", async () => {
    assert.deepEqual(
      await faultsOf(
        "DTSTART:20270210T100000Z\r\nDURATION:PT25M\r\nRRULE:FREQ=DAILY",
        "DTSTART:20260210T100000Z\r\nDURATION:PT25M\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      ),
      ["3 not_yet", "8 wrong_shape"],
    );
  });

  /** As Outlook writes a zone that its user has made, and Exchange one that it has no name for. */
  const ownZone = (...observances: readonly string[]) =>
    ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", ...observances, "END:VTIMEZONE"].join("\r\n");
  const STANDARD = `BEGIN:STANDARD\r
DTSTART:16010101T030000\r
TZOFFSETFROM:+0230\r
TZOFFSETTO:+0130\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
END:STANDARD`;
  const DAYLIGHT = `BEGIN:DAYLIGHT\r
DTSTART:16010101T020000\r
TZOFFSETFROM:+0130\r
TZOFFSETTO:+0230\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r
END:DAYLIGHT`;
  const withZone = (zone: string, ...events: readonly string[]) =>
    calendar(
      ...events.map((event) => event.replace("DTSTART:", "DTSTART;TZID=Customized Time Zone:")),
    ).replace("BEGIN:VEVENT", `${zone}\r\nBEGIN:VEVENT`);

  test("may define a zone of its own", async () => {
    const text = withZone(
      ownZone(STANDARD, DAYLIGHT),
      "DTSTART:20260210T090000\r\nDURATION:PT25M\r\nSUMMARY:Winter",
      "DTSTART:20260510T090000\r\nDURATION:PT25M\r\nSUMMARY:Summer",
      "DTSTART:20251026T020000\r\nDURATION:PT25M\r\nSUMMARY:Twice on the clock",
    );
    const { sessions, faults } = await importText(text, {}, 3);
    assert.deepEqual(faults, []);
    assert.deepEqual(sessions, [
      "2025-10-25T23:30 1500 Other | Twice on the clock | –",
      "2026-02-10T07:30 1500 Other | Winter | –",
      "2026-05-10T06:30 1500 Other | Summer | –",
    ]);
  });

  test("repeats events by the local time of its own zone, until the last day", async () => {
    const text = withZone(
      ownZone(STANDARD, DAYLIGHT),
      "DTSTART:20260316T090000\r\nDURATION:PT25M\r\nRRULE:FREQ=WEEKLY;UNTIL=20260406T063000Z\r\nEXDATE;TZID=Customized Time Zone:20260323T090000\r\nSUMMARY:Plan",
    );
    const { sessions, faults } = await importText(text, {}, 4);
    assert.deepEqual(faults.length, 1);
    assert.deepEqual(
      sessions.map((session) => session.slice(0, 16)),
      ["2026-03-16T07:30", "2026-03-30T06:30", "2026-04-06T06:30"],
    );
  });

  test("of a zone that changes once, or never, has its offsets", async () => {
    const standard = (start: string, from: string, to: string) =>
      `BEGIN:STANDARD\r\nDTSTART:${start}\r\nTZOFFSETFROM:${from}\r\nTZOFFSETTO:${to}\r\nEND:STANDARD`;
    const event = "DTSTART:20260210T090000\r\nDURATION:PT25M";
    for (const [zone, start] of [
      [standard("19700101T000000", "-0330", "-0330"), "2026-02-10T12:30"],
      [standard("20260301T000000", "-0300", "-0400"), "2026-02-10T12:00"],
      [standard("20260201T000000", "-0300", "-0400"), "2026-02-10T13:00"],
      [
        standard("20240201T000000", "-0300", "-0400").replace(
          "END:",
          "RDATE:20250201T000000,20260201T000000\r\nEND:",
        ),
        "2026-02-10T13:00",
      ],
    ] as const) {
      const { sessions } = await importText(withZone(ownZone(zone), event), {}, 1);
      assert.deepEqual(
        sessions.map((session) => session.slice(0, 16)),
        [start],
        zone,
      );
    }
  });

  test("is not read by a part of the rules of its own zone", async () => {
    const event = "DTSTART:20260210T090000\r\nDURATION:PT25M";
    for (const zone of [
      ownZone(),
      ownZone(STANDARD, DAYLIGHT.replace("TZOFFSETTO:+0230", "TZOFFSETTO:summer")),
      ownZone(STANDARD.replace("YEARLY", "SECONDLY"), DAYLIGHT),
      ownZone(STANDARD.replace("DTSTART:16010101T030000", "DTSTART:long ago"), DAYLIGHT),
      ownZone(STANDARD, `${DAYLIGHT}\r\nBEGIN:DAYLIGHT\r\nEND:DAYLIGHT`),
      ownZone(...Array.from({ length: 1001 }, () => STANDARD)),
    ]) {
      const { faults } = await importText(withZone(zone, event));
      assert.match(faults.join(), /^\d+ unknown_zone$/, zone.slice(0, 300));
    }
  });
});

test("many endless rules are given up together, and those by the minute at once", async () => {
  const endless = (frequency: string) =>
    `BEGIN:VEVENT\r\nDTSTART:19700101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=${frequency}\r\nEND:VEVENT\r\n`;
  const weekly =
    "BEGIN:VEVENT\r\nDTSTART:20260511T090000Z\r\nDURATION:PT25M\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n";
  const of = (events: string) => importFile(`BEGIN:VCALENDAR\r\n${events}END:VCALENDAR\r\n`);
  const minutes = await of(endless("MINUTELY").repeat(30) + weekly);
  assert.deepEqual([minutes.imported, minutes.rejected], [4, 30]);
  const hours = await of(endless("HOURLY").repeat(4) + weekly);
  assert.deepEqual([hours.imported, hours.rejected], [0, 5]);
});

describe("our own calendar", () => {
  const event = (...lines: string[]) => [
    "BEGIN:VEVENT",
    "DTSTART:20260213T090000Z",
    "DTEND:20260213T092500Z",
    ...lines,
    "END:VEVENT",
  ];
  const calendar = (...lines: string[]) =>
    ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join("\r\n");
  const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

  test("brings its sessions back by their ids, given up as they were", async () => {
    const text = calendar(
      ...event(`UID:${ID}@pomodoro-ml`, "SUMMARY:Dig", "X-POMODORO-COMPLETED:FALSE"),
    );
    const { sessions } = await importText(text);
    assert.deepEqual(sessions, ["2026-02-13T09:00 1500 Other | Dig | – (abandoned)"]);
    const report = await importFile(text, { preview: true });
    assert.equal(report.preview?.sessions[0]?.id, ID);
  });

  test("has a plan, which is not what was done", async () => {
    const text = calendar(...event("UID:plan-2026-02-13-0@pomodoro-ml", "SUMMARY:Planned"));
    const { sessions, faults } = await importText(text);
    assert.deepEqual([sessions, faults], [[], ["2 planned"]]);
  });
});
