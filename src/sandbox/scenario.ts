import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import type { SandboxChatbot } from './chatbots';
import { scenarioSchema } from './scenarioSchema';

/** What a scenario file says: `*.userdesk-sandbox.json`, JSON with comments. */
export interface Scenario {
  readonly chatbots: readonly SandboxChatbot[];
  /** Of what happens by chance: the same number, the same course. */
  readonly seed: number;
}

/** A scenario that cannot be used. Its message says where and why. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/**
 * @param source JSON; comments and commas at the end of lists are allowed
 * @throws ScenarioError
 */
export function parseScenario(source: string): Scenario {
  const errors: ParseError[] = [];
  const value = read(source, errors);
  const [error] = errors;
  if (error) throw new ScenarioError(`Line ${lineAt(source, error.offset)}: ${describe(error)}`);
  const checked = v.safeParse(scenarioSchema, value, { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const path = v.getDotPath(issue);
  throw new ScenarioError(path === null ? issue.message : `${path}: ${issue.message}`);
}

function read(source: string, errors: ParseError[]): unknown {
  try {
    return parse(source.replace(/^\ufeff/, ''), errors, { allowTrailingComma: true });
  } catch (cause) {
    throw new ScenarioError('It is nested too deeply', { cause });
  }
}

function describe({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
