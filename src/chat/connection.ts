import type { RequestHandler } from 'restify';
import type { ChatPlatform } from './platform.ts';

/** A path of the HTTP server that belongs to a chat. */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly handlers: readonly RequestHandler[];
}

/** A chat that is set up: what the desk says through it, what it wants from the HTTP server, how it begins and ends. */
export interface ChatConnection {
  readonly platform: ChatPlatform;
  readonly routes: readonly Route[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a platform has to remember between two lives of the bot, such as how to reach a person. */
export interface ChatMemory {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
}
