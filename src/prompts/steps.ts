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
  let direction = 1;
  for (;;) {
    // Asked anew before each step: what was answered may have added or spared others.
    const applies = await Promise.all(
      steps.map(async (step) => (await step.appliesTo?.(state)) ?? true),
    );
    while (index in steps && !applies[index]) index += direction;
    const step = steps[index];
    if (step === undefined) return index >= steps.length;
    const result = await step.run(state, {
      step: applies.slice(0, index + 1).filter(Boolean).length,
      totalSteps: applies.filter(Boolean).length,
    });
    if (result === 'cancelled') return false;
    direction = result === 'next' ? 1 : -1;
    index += direction;
  }
}
