import { connectCluster } from "./redis-cluster.ts";
import type { RedisLink } from "./redis-link.ts";
import { type RedisPlace, redisNode } from "./redis-node.ts";
import { type RedisSubscription, subscribe } from "./redis-subscription.ts";

const CLUSTER = /^(rediss?)-cluster:/;

/**
 * Starts connecting and returns at once; commands fail until there is a connection, and while it is broken.
 *
 * @param url `redis://…`, `rediss://…`, or `redis-cluster://one:7000?node=two:7000` naming some nodes of a cluster
 */
export function connectRedis(url: string): RedisLink {
  const [, scheme] = CLUSTER.exec(url) ?? [];
  if (scheme === undefined) return connectSingle({ url });
  const { host, username, password, searchParams } = new URL(url);
  const user = username === "" ? {} : { username: decodeURIComponent(username) };
  const login = password === "" ? {} : { ...user, password: decodeURIComponent(password) };
  return connectCluster(`${scheme}:`, [host, ...searchParams.getAll("node")], login);
}

function connectSingle(place: RedisPlace): RedisLink {
  const subscriptions: RedisSubscription[] = [];
  const node = redisNode(place, () => {
    for (const subscription of subscriptions) subscription.renew();
  });
  return {
    send: (_key, ...words) => node.send(...words),
    nodes: async () => [node],
    together: (keys) => [keys],
    publish: (channel, message) => node.send("PUBLISH", channel, message),
    subscribe(channel, listener) {
      const subscription = subscribe(() => place, channel, listener);
      subscriptions.push(subscription);
      return subscription;
    },
    close: () => node.close(),
  };
}
