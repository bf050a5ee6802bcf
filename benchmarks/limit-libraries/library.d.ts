export interface Limiter {
  take(caller: string): Promise<boolean>;
  close(): void;
}

export function openMemory(points: number, seconds: number): Limiter;
export function openRedis(url: string, points: number, seconds: number): Limiter;
