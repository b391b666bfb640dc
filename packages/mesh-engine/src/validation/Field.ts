import { fieldPath } from '../resources/fieldPath';
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asWord,
  at,
} from '../resources/fields';
import { FIXES, type Topic } from './fixes';
import type { Violation } from './types';

type Steps = readonly (string | number)[];

/** A value with its place in an object, read as Istio reads it, and where violations of it are told. */
export class Field {
  readonly value: unknown;
  readonly #steps: Steps;
  readonly #found: Violation[];

  constructor(value: unknown, found: Violation[], steps: Steps = []) {
    this.value = value;
    this.#found = found;
    this.#steps = steps;
  }

  #at(value: unknown, step: string | number): Field {
    return new Field(value, this.#found, [...this.#steps, step]);
  }

  get(name: string): Field {
    return this.#at(at(this.value, name), name);
  }

  /** What is written at the same place in a language of its own. */
  parsed(value: unknown): Field {
    return new Field(value, this.#found, this.#steps);
  }

  /** Whether something is written, were it empty; null is nothing. */
  get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  has(...names: string[]): boolean {
    return names.some(name => this.get(name).isSet);
  }

  /** Entries of a list, nulls among them. */
  get items(): Field[] {
    return asList(this.value).map((entry, index) => this.#at(entry, index));
  }

  /** Entries of a map, nulls among them. */
  get entries(): [string, Field][] {
    return Object.entries(asRecord(this.value)).map(([key, entry]) => [
      key,
      this.#at(entry, key),
    ]);
  }

  /** As text; empty when it is none. */
  get text(): string {
    return asText(this.value) ?? '';
  }

  /** Text, number or boolean as text; empty for anything else. */
  get word(): string {
    return asWord(this.value);
  }

  /** As a number; 0 when it is none. */
  get number(): number {
    return asNumber(this.value) ?? 0;
  }

  get isTrue(): boolean {
    return this.value === true;
  }

  error(topic: Topic, message: string, fix: string = FIXES[topic]): void {
    this.#tell('error', message, fix);
  }

  warn(topic: Topic, message: string, fix: string = FIXES[topic]): void {
    this.#tell('warning', message, fix);
  }

  /** Tells the problem, if there is one. */
  refuse(topic: Topic, problem: string | undefined, fix?: string): void {
    if (problem !== undefined) {
      this.error(topic, problem, fix);
    }
  }

  #tell(severity: Violation['severity'], message: string, fix: string): void {
    this.#found.push({
      severity,
      field: fieldPath(this.#steps),
      message,
      fix,
    });
  }
}
