/** What a step of a multi-step input came to. */
export type StepResult = 'next' | 'back' | 'cancelled';

/** Where a step stands, as VS Code shows it: "(2/4)", and whether there is a way back. */
export interface StepPosition {
  step: number;
  totalSteps: number;
}

export interface Step<State> {
  /** Left out, in both directions and in the count, when this says so. */
  appliesTo?: (state: State) => boolean | Promise<boolean>;
  run: (state: State, position: StepPosition) => Promise<StepResult>;
}

/**
 * Walks through the steps; Back returns to the one before, with what was typed kept in `state`.
 * @returns whether the end was reached; cancelling is a normal outcome.
 */
export async function runSteps<State>(steps: Step<State>[], state: State): Promise<boolean> {
  let index = 0;
  for (;;) {
    const applying = await stepsThatApply(steps, state);
    const step = applying[index];
    if (step === undefined) return true;
    const result = await step.run(state, { step: index + 1, totalSteps: applying.length });
    if (result === 'cancelled') return false;
    index += result === 'next' ? 1 : -1;
    if (index < 0) return false;
  }
}

async function stepsThatApply<State>(steps: Step<State>[], state: State): Promise<Step<State>[]> {
  const applies = await Promise.all(
    steps.map(async (step) => (await step.appliesTo?.(state)) ?? true),
  );
  return steps.filter((_, index) => applies[index]);
}
