import type { Request } from 'express';
import { GithubAnswer } from '../GithubAnswer';

/** A field of the body that may be absent. @throws GithubAnswer 422 when it is no text */
export function optionalText(
  request: Request,
  field: string,
): string | undefined {
  const value: unknown = request.body?.[field] ?? undefined;
  if (value !== undefined && typeof value !== 'string') {
    throw new GithubAnswer(
      422,
      `Invalid request.\n\n${field} is not a string.`,
    );
  }
  return value;
}

/** @throws GithubAnswer 422 when it is absent or no text */
export function neededText(request: Request, field: string): string {
  const value = optionalText(request, field);
  if (value === undefined) {
    throw new GithubAnswer(
      422,
      `Invalid request.\n\n${field} wasn't supplied.`,
    );
  }
  return value;
}

/** A list of texts; none when it is absent. @throws GithubAnswer 422 when it is something else */
export function textsIn(request: Request, field: string): string[] {
  const value: unknown = request.body?.[field] ?? [];
  if (
    !Array.isArray(value) ||
    !value.every((item): item is string => typeof item === 'string')
  ) {
    throw new GithubAnswer(422, `Invalid request.\n\n${field} is not a list.`);
  }
  return value;
}
