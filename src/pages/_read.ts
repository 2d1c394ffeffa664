import type { APIContext } from 'astro';
import { isUnavailable } from '../database/database.ts';
import { attemptKey, countAttempt, type Limit, secondsToWait } from '../moderation/attempts.ts';
import { countRead, type ReadLimit } from '../trending/count-read.ts';
import { isRobot } from '../trending/robot.ts';

const perHour: Limit = { name: 'read', count: 60, milliseconds: 60 * 60 * 1_000 };

/**
 * Counts that a post was read, unless by a robot or by somebody who is signed in. The answer is the same whether it
 * counted or not: nobody can learn from it who else in their network read what.
 */
export async function receiveRead(post: string, { request, locals }: Pick<APIContext, 'request' | 'locals'>): Promise<Response> {
  const { database, network, moderator, secret } = locals;
  if (!database || !network) return unavailable();
  const heard = new Response(null, { status: 204 });
  if (moderator || isRobot(request.headers.get('user-agent'))) return heard;
  const now = new Date();
  try {
    await countRead({ post, network, now }, database, secret, limitOf(network, locals, now));
    return heard;
  } catch (error) {
    if (isUnavailable(error)) return unavailable();
    throw error;
  }
}

function limitOf(network: string, { secret, settings }: App.Locals, now: Date): ReadLimit {
  const key = attemptKey(perHour, network, secret);
  return {
    isReached: async (tables) => settings.limits && (await secondsToWait(tables, perHour, key, now)) > 0,
    count: (tx) => countAttempt(tx, perHour, key, now),
  };
}

function unavailable(): Response {
  return new Response(null, { status: 503, headers: { 'retry-after': '60' } });
}
