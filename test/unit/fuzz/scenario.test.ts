import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { parseScenario, ScenarioError, type Scenario } from '../../../src/sandbox/scenario';
import { scenarioTemplate } from '../../../src/sandbox/scenarioTemplate';
import { call, post, useSandbox } from '../sandbox/sandboxUnderTest';
import { asJson, likeJson, mutated, patienceMs, times } from './fuzzing';

/** A scenario, or one that is refused with a reason. */
function read(source: string): Scenario | undefined {
  try {
    return parseScenario(source);
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    assert.match(error.message, /\S/);
    return undefined;
  }
}

const aText = fc.string({ unit: 'grapheme', maxLength: 30 });
const aPattern = fc.oneof(
  fc.constantFrom('\\b\\d{4,}\\b', '^hello', '(?<year>\\d+)', '\\p{L}+', '.*', '(?!x)', '\\1'),
  fc.string({ maxLength: 4 }),
);

/** Most of it as it has to be. */
const aChatbot = fc.record(
  {
    id: fc.stringMatching(/^sandbox-[\w-]{1,8}$/),
    name: fc.string({ minLength: 1, maxLength: 30 }),
    ...{ description: aText, greeting: aText, fallback: aText },
    apiKey: fc.stringMatching(/^[!-~]{8,20}$/),
    answers: fc.array(
      fc.oneof(
        fc.record({ message: fc.oneof(aText, fc.constant('Hello 1234')), answer: aText }),
        fc.record({ pattern: aPattern, answer: aText }),
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['id', 'name'] },
);
const aScenario = fc.record(
  {
    seed: fc.nat(),
    chatbots: fc.array(aChatbot, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['chatbots'] },
);
const anyScenario = fc.oneof(
  { weight: 2, arbitrary: aScenario },
  { weight: 1, arbitrary: aScenario.chain(likeJson) },
  { weight: 1, arbitrary: likeJson(parse(scenarioTemplate)) },
);

describe('A scenario that may be anything', function () {
  this.timeout(patienceMs);
  const sandbox = useSandbox();
  const ordered = useSandbox();

  it('is read or refused, however its text is damaged', () => {
    fc.assert(
      fc.property(mutated(Buffer.from(scenarioTemplate)), (source) => {
        read(source.toString());
      }),
      times(5_000),
    );
  });

  it('is read or refused, whatever its values are; and what is read can be run', async () => {
    const often = times(5_000);
    const run = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyScenario, async (value) => {
        const scenario = read(asJson(value));
        if (!scenario) return;
        sandbox().use(scenario);
        // What goes wrong on purpose, or takes its time, is for other tests.
        const [chatbot] = scenario.chatbots;
        if (!chatbot || chatbot.faults?.length || chatbot.delivery) return;
        const { status } = await post(sandbox(), `${chatbot.id}/message`, {
          message: 'Hello 1234',
        });
        assert.equal(status, 200);
        run.add(asJson(value));
      }),
      often,
    );
    assert.ok(run.size >= often.numRuns / 20, `${run.size} different ones were run`);
  });

  it('is ordered by control calls that may be anything, and the sandbox goes on', async () => {
    const order = { kind: 'status', status: 404, on: 'message', turn: 2, times: 3, chatbot: 'x' };
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${ordered().control.token}`,
    };
    await fc.assert(
      fc.asyncProperty(likeJson(order), async (value) => {
        const body = asJson(value);
        const { status } = await call(ordered().port, '/control/faults', { headers, body });
        assert.ok(status === 200 || status === 400, String(status));
        ordered().control.forgetFaults();
      }),
      times(5_000),
    );
    const { status } = await post(ordered(), 'sandbox-support/conversation', {});
    assert.equal(status, 200);
  });
});
