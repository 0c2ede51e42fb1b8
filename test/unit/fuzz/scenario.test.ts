import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { parseScenario, ScenarioError, type Scenario } from '../../../src/sandbox/scenario';
import { scenarioTemplate } from '../../../src/sandbox/scenarioTemplate';
import { startSandbox } from '../../../src/sandbox/server';
import { call, post } from '../sandbox/sandboxUnderTest';
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

describe('A scenario that may be anything', function () {
  this.timeout(patienceMs);

  it('is read or refused, however its text is damaged', () => {
    fc.assert(
      fc.property(mutated(Buffer.from(scenarioTemplate)), (source) => {
        read(source.toString());
      }),
      times(5_000),
    );
  });

  it('is read or refused, whatever its values are; and what is read can be run', async () => {
    const sandbox = await startSandbox();
    await fc.assert(
      fc.asyncProperty(likeJson(parse(scenarioTemplate)), async (value) => {
        const scenario = read(asJson(value));
        if (!scenario) return;
        sandbox.use(scenario);
        // What goes wrong on purpose, or takes its time, is for other tests.
        const [chatbot] = scenario.chatbots;
        if (!chatbot || chatbot.faults?.length || chatbot.delivery) return;
        const { status } = await post(sandbox, `${chatbot.id}/message`, { message: 'Hello 1234' });
        assert.equal(status, 200);
      }),
      times(5_000),
    );
    await sandbox.stop();
  });

  it('is ordered by control calls that may be anything, and the sandbox goes on', async () => {
    const sandbox = await startSandbox();
    const order = { kind: 'status', status: 404, on: 'message', turn: 2, times: 3, chatbot: 'x' };
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${sandbox.control.token}`,
    };
    await fc.assert(
      fc.asyncProperty(likeJson(order), async (value) => {
        const body = asJson(value);
        const { status } = await call(sandbox.port, '/control/faults', { headers, body });
        assert.ok(status === 200 || status === 400, String(status));
        sandbox.control.forgetFaults();
      }),
      times(5_000),
    );
    const { status } = await post(sandbox, 'sandbox-support/conversation', {});
    assert.equal(status, 200);
    await sandbox.stop();
  });
});
