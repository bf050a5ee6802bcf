import { hash } from "node:crypto";

/** Work that has to be done on the server in one step. All keys of a call share the text in their braces. */
export interface RedisScript {
  readonly text: string;
  /** What the server knows it by once it has seen it. */
  readonly digest: string;
}

/**
 * Keys: value, group. Arguments: rank (three whole numbers), value, life of the value, life of the group (both ms).
 * The rank stands before the value, on a line of its own; what does not begin so is not ours and is replaced.
 * After its first write a script may go on when memory is full: that must be one that needs memory.
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
 * Keys: lease, counter. Arguments: holder, life of the lease, life of the counter (both ms).
 * Asking again as the same holder, as after a broken connection, changes nothing.
 * The counter is never behind the server's clock: one that was evicted goes on above the numbers it gave before.
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
 * Key: a caller's budget. Arguments: units of the whole budget, how long they take to come back (ms), units wanted.
 * Replies what was granted, what remains, and in how many ms (as text) there is one more. The arithmetic is that of
 * `takeUnits`, on the server's clock, which is the same for all replicas.
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

/** Key: processes that count. Arguments: this one, for how long one counts (ms). */
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
