import { hash } from "node:crypto";

/** A script that the server runs atomically. All keys of a call have the same hash tag, the text in braces. */
export interface RedisScript {
  readonly text: string;
  /** The digest by which the server finds a known script. */
  readonly digest: string;
}

/**
 * Keys: value, group. Arguments: rank (three integers), value, lifetime of the value, lifetime of the group (both ms).
 * The rank precedes the value on its own line. A value without a rank is not ours and is replaced.
 * When memory is full, Redis refuses a script only before its first write, so the first write must be one that allocates.
 */
export const SET_UNLESS_OLDER = script(`
local held = redis.pcall('GETRANGE', KEYS[1], 0, 63)
if type(held) == 'string' then
  local a, b, c = string.match(held, '^(%d+) (%d+) (%d+)\\n')
  if a then
    local there = { tonumber(a), tonumber(b), tonumber(c) }
    for place = 1, 3 do
      local new = tonumber(ARGV[place])
      if there[place] > new then return 0 end
      if there[place] < new then break end
    end
  end
end
local kind = redis.call('TYPE', KEYS[2]).ok
if kind ~= 'set' and kind ~= 'none' then redis.call('DEL', KEYS[2]) end
redis.call('SADD', KEYS[2], KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[6])
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3] .. '\\n' .. ARGV[4], 'PX', ARGV[5])
return 1`);

/**
 * Keys: lease, counter. Arguments: holder, lifetime of the lease, lifetime of the counter (both ms).
 * A repeated request of the same holder, as after a lost connection, yields the lease again.
 * The counter is never behind the server's clock, so an evicted counter continues above its earlier numbers.
 */
export const TAKE_LEASE = script(`
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local fence = math.max((tonumber(redis.call('GET', KEYS[2])) or 0) + 1, now)
local written = string.format('%.0f', fence)
redis.call('SET', KEYS[2], written, 'PX', ARGV[3])
local taken = redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])
local mine = taken or redis.call('GET', KEYS[1]) == ARGV[1]
return { mine and 1 or 0, written }`);

/** Key: lease. Argument: holder. */
export const RELEASE_LEASE = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`);

/**
 * Key: a caller's budget. Arguments: units of the whole budget, time to restore them (ms), requested units.
 * Reply: granted units, remaining units, time until one more is available (ms, as text). The arithmetic is that of
 * `takeUnits`, on the server's clock, which all replicas share.
 */
export const TAKE_UNITS = script(`
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local period = tonumber(ARGV[2])
local each = period / tonumber(ARGV[1])
local held = tonumber(redis.call('GET', KEYS[1]) or '') or 0
local from = math.min(math.max(held, now), now + period)
local free = math.floor((now + period - from) / each + 1e-6)
local granted = math.min(free, tonumber(ARGV[3]))
local to = from + granted * each
if granted > 0 then
  redis.call('SET', KEYS[1], string.format('%.3f', to), 'PX', math.max(1, math.ceil(to - now)))
end
local remaining = free - granted
local more = math.max(0, to + (remaining + 1) * each - period - now)
return { granted, remaining, string.format('%.3f', more) }`);

/**
 * Key: the counting processes. Arguments: this process, time until a silent process is removed (ms). Reply: their
 * number.
 */
export const COUNT_PROCESSES = script(`
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])`);

function script(text: string): RedisScript {
  return { text, digest: hash("sha1", text) };
}
