import type { BenchHost } from './benchHost';
import { userdeskId } from '../support/userdeskId';
import { extensionId } from './benchIds';
import { ratioFigure } from './figures';
import type { Figure } from './figures';
import { interleave } from './interleave';

const rounds = 13;

/** Activation with the loading of code, each time in an extension host that has just started. */
export async function measureActivation(host: BenchHost): Promise<Figure[]> {
  const activate = (extension: string) => async () => {
    await host.restart();
    return (await host.run({ kind: 'activate', extension })) as number;
  };
  const { ours, empty, registration } = await interleave(rounds, {
    ours: activate(userdeskId),
    empty: activate(extensionId('empty')),
    registration: activate(extensionId('registration')),
  });
  return [
    ratioFigure(
      'Activation, against an empty extension',
      { ours, baseline: empty },
      { sign: '<', ratio: 2 },
    ),
    ratioFigure(
      'Activation, against registering the same commands',
      { ours, baseline: registration },
      { sign: '<', ratio: 1.2 },
    ),
  ];
}
