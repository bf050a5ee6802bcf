import type { Alarm } from "../ports.ts";

export const systemAlarm: Alarm = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};
