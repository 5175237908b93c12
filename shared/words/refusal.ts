import { AppError, type ErrorCode } from '../contract/errors.ts';
import { fillMessage } from './message.ts';
import { english, type WordKey } from './table.ts';

type Why = WordKey extends infer Key ? (Key extends `refusal.${infer Name}` ? Name : never) : never;

/**
 * A refusal that says more than its code does: every host has words for it, under `refusal.WHY`.
 * @param gaps what stands in them, kept in `data`
 */
export function refuse(code: ErrorCode, why: Why, gaps: Record<string, string> = {}): AppError {
  return new AppError(code, fillMessage(english[`refusal.${why}`], gaps, 'en'), { ...gaps, refusal: why });
}
