import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runSteps, type Step, type StepResult } from '../../../src/prompts/steps';

interface State {
  /** What was shown, in order: "name 2/3". */
  shown: string[];
  /** Steps that do not apply for now. */
  hidden: Set<string>;
}

/** A step that answers as told, in turn, and then goes on. */
function step(
  name: string,
  answers: StepResult[] = [],
  during: (state: State) => void = () => undefined,
): Step<State> {
  return {
    appliesTo: ({ hidden }) => !hidden.has(name),
    run: (state, { step: number, totalSteps }) => {
      state.shown.push(`${name} ${number}/${totalSteps}`);
      during(state);
      return Promise.resolve(answers.shift() ?? 'next');
    },
  };
}

const stateWith = (...hidden: string[]): State => ({ shown: [], hidden: new Set(hidden) });

describe('A multi-step input', () => {
  it('walks from step to step, numbered, to its end', async () => {
    const state = stateWith();
    assert.equal(await runSteps([step('a'), step('b'), step('c')], state), true);
    assert.deepEqual(state.shown, ['a 1/3', 'b 2/3', 'c 3/3']);
  });

  it('is at its end at once if there is no step to take', async () => {
    assert.equal(await runSteps([], stateWith()), true);
    assert.equal(await runSteps([step('a')], stateWith('a')), true);
  });

  it('goes back to the step before', async () => {
    const state = stateWith();
    const steps = [step('a'), step('b', ['next', 'back']), step('c', ['back'])];
    assert.equal(await runSteps(steps, state), true);
    assert.deepEqual(state.shown, ['a 1/3', 'b 2/3', 'c 3/3', 'b 2/3', 'a 1/3', 'b 2/3', 'c 3/3']);
  });

  it('ends where it is cancelled, and not at its end', async () => {
    const state = stateWith();
    assert.equal(await runSteps([step('a'), step('b', ['cancelled']), step('c')], state), false);
    assert.deepEqual(state.shown, ['a 1/3', 'b 2/3']);
  });

  it('is left by going back from its first step', async () => {
    const state = stateWith('a');
    assert.equal(await runSteps([step('a'), step('b', ['back'])], state), false);
    assert.deepEqual(state.shown, ['b 1/1']);
  });

  it('leaves out what does not apply, in both directions and in the count', async () => {
    const state = stateWith('b');
    const steps = [step('a'), step('b'), step('c', ['back'])];
    assert.equal(await runSteps(steps, state), true);
    assert.deepEqual(state.shown, ['a 1/2', 'c 2/2', 'a 1/2', 'c 2/2']);
  });

  it('may find out late whether a step applies', async () => {
    const state = stateWith();
    const late: Step<State> = { ...step('late'), appliesTo: () => Promise.resolve(false) };
    assert.equal(await runSteps([late, step('b')], state), true);
    assert.deepEqual(state.shown, ['b 1/1']);
  });

  it('takes a step that an answer has made necessary, and counts it', async () => {
    const state = stateWith('b');
    const steps = [step('a', [], ({ hidden }) => hidden.delete('b')), step('b'), step('c')];
    assert.equal(await runSteps(steps, state), true);
    assert.deepEqual(state.shown, ['a 1/2', 'b 2/3', 'c 3/3']);
  });

  it('skips no step ahead when one behind no longer applies', async () => {
    // As when another window stores the key that this one has just asked for.
    const state = stateWith();
    const steps = [step('a'), step('b', [], ({ hidden }) => hidden.add('a')), step('c'), step('d')];
    assert.equal(await runSteps(steps, state), true);
    assert.deepEqual(names(state), ['a', 'b', 'c', 'd']);
  });

  it('repeats no step when one behind applies from now on', async () => {
    const state = stateWith('a');
    const steps = [step('a'), step('b', [], ({ hidden }) => hidden.delete('a')), step('c')];
    assert.equal(await runSteps(steps, state), true);
    assert.deepEqual(names(state), ['b', 'c']);
  });

  it('goes on when the step itself has done away with its reason', async () => {
    const state = stateWith();
    const steps = [step('a'), step('b', [], ({ hidden }) => hidden.add('b')), step('c')];
    assert.equal(await runSteps(steps, state), true);
    assert.deepEqual(names(state), ['a', 'b', 'c']);
  });

  it('says what went wrong in a step', async () => {
    const broken: Step<State> = { run: () => Promise.reject(new Error('no')) };
    await assert.rejects(runSteps([broken], stateWith()), /no/);
  });

  it('is at each moment on a step next to the one before, whatever is answered', async () => {
    const answer = fc.constantFrom<StepResult>('next', 'next', 'back', 'cancelled');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(answer, { maxLength: 4 }), { maxLength: 5 }),
        async (all) => {
          const state = stateWith();
          await runSteps(
            all.map((answers, index) => step(String(index), [...answers])),
            state,
          );
          const walked = names(state).map(Number);
          assert.equal(walked[0] ?? 0, 0);
          walked.slice(1).forEach((now, index) => {
            assert.equal(Math.abs(now - walked[index]!), 1);
          });
        },
      ),
    );
  });
});

function names({ shown }: State): string[] {
  return shown.map((text) => text.split(' ')[0]!);
}
